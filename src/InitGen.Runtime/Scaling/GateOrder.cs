namespace InitGen;

/// <summary>The order in which an LSTM's four gates are packed on the output axis.</summary>
public enum GateOrder
{
    /// <summary>i, f, g, o: torch, cuDNN, Keras, JAX's Flax.</summary>
    InputForgetCellOutput = 0,

    /// <summary>i, g, f, o: TensorFlow's BasicLSTMCell, Haiku.</summary>
    InputCellForgetOutput = 1,

    /// <summary>i, f, o, g: DyNet, and many papers' code.</summary>
    InputForgetOutputCell = 2,

    /// <summary>i, o, f, g: ONNX.</summary>
    InputOutputForgetCell = 3,

    /// <summary>f, i, g, o: the order of many textbooks.</summary>
    ForgetInputCellOutput = 4,

    /// <summary>f, i, o, g.</summary>
    ForgetInputOutputCell = 5,
}
