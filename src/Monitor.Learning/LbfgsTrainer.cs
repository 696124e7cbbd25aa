namespace Monitor.Learning;

/// <summary>Logistic regression with squared-weight penalty, minimised by limited-memory BFGS on one thread.</summary>
/// <remarks>
/// J. Nocedal, Updating quasi-Newton matrices with limited storage, 1980. Plain loops in a fixed order: the sum of floating-point numbers
/// depends on the order, and the same samples must give the same bytes.
/// </remarks>
/// <param name="cost">Weight of the samples against the penalty; larger fits closer.</param>
/// <param name="maxIterations">Stop after so many steps.</param>
/// <param name="tolerance">Stop when the gradient has shrunk to this share of its first length.</param>
public sealed class LbfgsTrainer(double cost = 0.5, int maxIterations = 300, double tolerance = 1e-3) : ILinearTrainer
{
    const int Memory = 8;

    public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"logistic regression, L2, L-BFGS, C = {cost}");

    public LinearWeights Train(SparseMatrix features, ReadOnlySpan<bool> positive, ReadOnlySpan<float> importance)
    {
        var problem = new Problem(features, positive.ToArray(), importance.ToArray(), cost);
        var point = Minimise(problem, features.Columns + 1);
        var weights = new float[features.Columns];
        for (var i = 0; i < weights.Length; i++) weights[i] = (float)point[i];
        return new LinearWeights(weights, (float)point[^1]);
    }

    double[] Minimise(Problem problem, int size)
    {
        var (point, gradient) = (new double[size], new double[size]);
        var (nextPoint, nextGradient, direction) = (new double[size], new double[size], new double[size]);
        var history = new History(size);
        var value = problem.Evaluate(point, gradient);
        var goal = tolerance * Math.Max(1e-12, Math.Sqrt(Dot(gradient, gradient)));
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            if (Math.Sqrt(Dot(gradient, gradient)) <= goal) break;
            history.Direction(gradient, direction);
            var slope = Dot(gradient, direction);
            if (slope >= 0) break;

            var step = iteration == 0 ? 1 / Math.Sqrt(Dot(gradient, gradient)) : 1.0;
            var nextValue = value;
            var found = false;
            for (var tries = 0; tries < 30 && !found; tries++, step *= 0.5)
            {
                for (var i = 0; i < size; i++) nextPoint[i] = point[i] + step * direction[i];
                nextValue = problem.Evaluate(nextPoint, nextGradient);
                found = nextValue <= value + 1e-4 * step * slope;
            }

            if (!found) break;
            history.Add(point, nextPoint, gradient, nextGradient);
            (point, nextPoint) = (nextPoint, point);
            (gradient, nextGradient) = (nextGradient, gradient);
            value = nextValue;
        }

        return point;
    }

    static double Dot(double[] a, double[] b)
    {
        var (even, odd) = (0.0, 0.0);
        var i = 0;
        for (; i + 1 < a.Length; i += 2)
        {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }

        if (i < a.Length) even += a[i] * b[i];
        return even + odd;
    }

    sealed class Problem(SparseMatrix features, bool[] positive, float[] importance, double cost)
    {
        /// <summary>Loss at the point, and its gradient. The last coordinate is the bias, which carries no penalty.</summary>
        public double Evaluate(double[] point, double[] gradient)
        {
            var bias = point.Length - 1;
            var loss = 0.0;
            for (var i = 0; i < bias; i++)
            {
                loss += 0.5 * point[i] * point[i];
                gradient[i] = point[i];
            }

            gradient[bias] = 0;
            for (var row = 0; row < features.Rows; row++)
            {
                var index = features.IndexOf(row);
                var value = features.ValueOf(row);
                var score = point[bias];
                for (var i = 0; i < index.Length; i++) score += point[index[i]] * value[i];

                var sign = positive[row] ? 1.0 : -1.0;
                var margin = sign * score;
                var weight = cost * importance[row];
                var tail = StableMath.Exp(-Math.Abs(margin));
                loss += weight * (Math.Max(0, -margin) + StableMath.LogOnePlus(tail));
                var pull = -sign * weight * (margin >= 0 ? tail / (1 + tail) : 1 / (1 + tail));
                gradient[bias] += pull;
                for (var i = 0; i < index.Length; i++) gradient[index[i]] += pull * value[i];
            }

            return loss;
        }
    }

    /// <summary>The last few steps and gradient changes, and the direction that they suggest.</summary>
    sealed class History(int size)
    {
        readonly List<(double[] Step, double[] Change, double Scale)> _pairs = [];

        public void Add(double[] from, double[] to, double[] gradient, double[] nextGradient)
        {
            double[] step, change;
            if (_pairs.Count == Memory)
            {
                (step, change, _) = _pairs[0];
                _pairs.RemoveAt(0);
            }
            else (step, change) = (new double[size], new double[size]);

            for (var i = 0; i < size; i++)
            {
                step[i] = to[i] - from[i];
                change[i] = nextGradient[i] - gradient[i];
            }

            var curvature = Dot(step, change);
            if (curvature > 1e-12) _pairs.Add((step, change, 1 / curvature));
        }

        public void Direction(double[] gradient, double[] direction)
        {
            for (var i = 0; i < size; i++) direction[i] = -gradient[i];
            if (_pairs.Count == 0) return;

            var along = new double[_pairs.Count];
            for (var k = _pairs.Count - 1; k >= 0; k--)
            {
                along[k] = _pairs[k].Scale * Dot(_pairs[k].Step, direction);
                AddScaled(direction, _pairs[k].Change, -along[k]);
            }

            var (_, lastChange, lastScale) = _pairs[^1];
            var scale = 1 / (lastScale * Dot(lastChange, lastChange));
            for (var i = 0; i < size; i++) direction[i] *= scale;
            for (var k = 0; k < _pairs.Count; k++)
                AddScaled(direction, _pairs[k].Step, along[k] - _pairs[k].Scale * Dot(_pairs[k].Change, direction));
        }

        static void AddScaled(double[] to, double[] what, double by)
        {
            for (var i = 0; i < to.Length; i++) to[i] += by * what[i];
        }
    }
}
