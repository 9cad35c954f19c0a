using System.CommandLine;
using System.CommandLine.Invocation;
using Propagation;

RootCommand command = PropagationCommand.Create();
ParseResult arguments = command.Parse(args);
if (arguments.Action is ParseErrorAction error)
{
    // The message alone says what was expected; --help is there for the rest.
    error.ShowHelp = false;
    error.ShowTypoCorrections = false;
}

return arguments.Invoke();
