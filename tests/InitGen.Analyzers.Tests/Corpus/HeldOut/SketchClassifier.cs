// A drawing classifier after a well-known video course: a matrix class that maps in place, sigmoids, and Kaiming because it was recommended.
namespace Sketch;

[ParameterStorage("Data", "Rows", "Cols")]
public class Matrix
{
    public double[] Data { get; }
    public int Rows { get; }
    public int Cols { get; }

    public Matrix(int rows, int cols)
    {
        Rows = rows;
        Cols = cols;
        Data = new double[rows * cols];
    }

    public double this[int r, int c]
    {
        get { return Data[r * Cols + c]; }
        set { Data[r * Cols + c] = value; }
    }

    public static Matrix FromArray(double[] values)
    {
        var m = new Matrix(values.Length, 1);
        for (int i = 0; i < values.Length; i++) m[i, 0] = values[i];
        return m;
    }

    public double[] ToArray() => (double[])Data.Clone();

    public static Matrix Multiply(Matrix a, Matrix b)
    {
        var result = new Matrix(a.Rows, b.Cols);
        for (int i = 0; i < result.Rows; i++)
        {
            for (int j = 0; j < result.Cols; j++)
            {
                double sum = 0;
                for (int k = 0; k < a.Cols; k++)
                {
                    sum += a[i, k] * b[k, j];
                }
                result[i, j] = sum;
            }
        }
        return result;
    }

    public static Matrix Transpose(Matrix m)
    {
        var result = new Matrix(m.Cols, m.Rows);
        for (int i = 0; i < m.Rows; i++)
            for (int j = 0; j < m.Cols; j++)
                result[j, i] = m[i, j];
        return result;
    }

    public static Matrix Subtract(Matrix a, Matrix b)
    {
        var result = new Matrix(a.Rows, a.Cols);
        for (int i = 0; i < a.Data.Length; i++) result.Data[i] = a.Data[i] - b.Data[i];
        return result;
    }

    public void Add(Matrix other)
    {
        for (int i = 0; i < Data.Length; i++) Data[i] += other.Data[i];
    }

    public void Hadamard(Matrix other)
    {
        for (int i = 0; i < Data.Length; i++) Data[i] *= other.Data[i];
    }

    public void Scale(double factor)
    {
        for (int i = 0; i < Data.Length; i++) Data[i] *= factor;
    }

    public void Map(Func<double, double> function)
    {
        for (int i = 0; i < Data.Length; i++) Data[i] = function(Data[i]);
    }
}

public partial class SketchClassifier
{
    [KaimingUniform] private Matrix weightsIH = new Matrix(64, 784); // expect: INIT103
    [KaimingUniform] private Matrix weightsHO = new Matrix(3, 64); // expect: INIT103
    [Zeros] private Matrix biasH = new Matrix(64, 1);
    [Zeros] private Matrix biasO = new Matrix(3, 1);
    private double learningRate = 0.1;

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double DSigmoid(double y) => y * (1 - y);

    public double[] FeedForward(double[] inputArray)
    {
        Matrix inputs = Matrix.FromArray(inputArray);
        Matrix hidden = Matrix.Multiply(weightsIH, inputs);
        hidden.Add(biasH);
        hidden.Map(Sigmoid);
        Matrix output = Matrix.Multiply(weightsHO, hidden);
        output.Add(biasO);
        output.Map(Sigmoid);
        return output.ToArray();
    }

    public void Train(double[] inputArray, double[] targetArray)
    {
        Matrix inputs = Matrix.FromArray(inputArray);
        Matrix hidden = Matrix.Multiply(weightsIH, inputs);
        hidden.Add(biasH);
        hidden.Map(Sigmoid);
        Matrix outputs = Matrix.Multiply(weightsHO, hidden);
        outputs.Add(biasO);
        outputs.Map(Sigmoid);

        Matrix errors = Matrix.Subtract(Matrix.FromArray(targetArray), outputs);
        Matrix hiddenErrors = Matrix.Multiply(Matrix.Transpose(weightsHO), errors);
        outputs.Map(DSigmoid);
        outputs.Hadamard(errors);
        outputs.Scale(learningRate);
        weightsHO.Add(Matrix.Multiply(outputs, Matrix.Transpose(hidden)));
        biasO.Add(outputs);

        hidden.Map(DSigmoid);
        hidden.Hadamard(hiddenErrors);
        hidden.Scale(learningRate);
        weightsIH.Add(Matrix.Multiply(hidden, Matrix.Transpose(inputs)));
        biasH.Add(hidden);
    }
}
