using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Monitor.Learning;

/// <summary>Finds the weights of a <see cref="HiddenLayer"/>: logistic loss, stochastic steps, most features dropped at each.</summary>
/// <remarks>
/// J. Duchi et al., Adaptive subgradient methods, 2011; N. Srivastava et al., Dropout, 2014. Dropping two features in three makes each unit
/// lean on several at once; without it the units learn the written samples by heart. One thread, fixed order, plain arithmetic lane by lane: the
/// same samples give the same bytes on every machine.
/// </remarks>
/// <param name="epochs">Times that every sample is seen.</param>
/// <param name="rate">Length of the first steps.</param>
/// <param name="kept">Share of a sample's features that a step sees.</param>
sealed class HiddenLayerTrainer(int epochs = 25, float rate = 0.1f, float kept = 0.3f)
{
    const int Units = HiddenLayer.Units;
    const int Lanes = 8;
    const float FirstSquare = 1e-2f;

    public HiddenWeights Train(SparseMatrix features, ReadOnlySpan<bool> positive, ReadOnlySpan<float> importance)
    {
        var random = new SplitMix(1);
        var run = new Run(features, random, rate, kept);
        var order = Enumerable.Range(0, features.Rows).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                var other = random.Next(i + 1);
                (order[i], order[other]) = (order[other], order[i]);
            }

            foreach (var row in order) run.Step(row, positive[row], importance[row]);
        }

        return run.Weights;
    }

    sealed class Run
    {
        readonly SparseMatrix _features;
        readonly SplitMix _random;
        readonly float _rate;
        readonly float _kept;
        readonly ulong _keptBelow;
        readonly Parameters _rows;
        readonly Parameters _unitBias = new(new float[Units]);
        readonly Parameters _unitWeights;
        readonly Vector256<float>[] _sums = new Vector256<float>[Units / Lanes];
        readonly Vector256<float>[] _pulls = new Vector256<float>[Units / Lanes];
        readonly List<(int Column, float Value)> _seen = [];
        float _bias;
        float _biasSquare = FirstSquare;

        public Run(SparseMatrix features, SplitMix random, float rate, float kept)
        {
            (_features, _random, _rate, _kept) = (features, random, rate, kept);
            _keptBelow = (ulong)(kept * (1UL << 32));
            _rows = new Parameters(Drawn(features.Columns * Units, 0.1f));
            _unitWeights = new Parameters(Drawn(Units, 1));
        }

        public HiddenWeights Weights => new(_rows.Values, _unitBias.Values, _unitWeights.Values, _bias);

        public void Step(int row, bool positive, float importance)
        {
            Choose(row);
            var score = Forward();
            var chance = 1 / (1 + StableMath.Exp(-score));
            var pull = (float)((chance - (positive ? 1 : 0)) * importance);
            _biasSquare += pull * pull;
            _bias -= _rate * pull / MathF.Sqrt(_biasSquare);
            for (var lane = 0; lane < _sums.Length; lane++)
            {
                var speaks = Vector256.GreaterThan(_sums[lane], Vector256<float>.Zero);
                _pulls[lane] = Vector256.ConditionalSelect(speaks, _unitWeights.At(lane) * pull, Vector256<float>.Zero);
                _unitWeights.Move(lane, Vector256.ConditionalSelect(speaks, _sums[lane] * pull, Vector256<float>.Zero), _rate);
                _unitBias.Move(lane, _pulls[lane], _rate);
            }

            foreach (var (column, value) in _seen)
                for (var lane = 0; lane < _pulls.Length; lane++)
                    _rows.Move(column * (Units / Lanes) + lane, _pulls[lane] * value, _rate);
        }

        float[] Drawn(int count, float width)
        {
            var values = new float[count];
            for (var i = 0; i < count; i++) values[i] = ((_random.Next() >> 40) / (float)(1 << 24) * 2 - 1) * width;
            return values;
        }

        void Choose(int row)
        {
            _seen.Clear();
            var index = _features.IndexOf(row);
            var value = _features.ValueOf(row);
            for (var i = 0; i < index.Length; i++)
                if (_random.Next() >> 32 < _keptBelow) _seen.Add((index[i], value[i] / _kept));
        }

        double Forward()
        {
            for (var lane = 0; lane < _sums.Length; lane++) _sums[lane] = _unitBias.At(lane);
            foreach (var (column, value) in _seen)
                for (var lane = 0; lane < _sums.Length; lane++)
                    _sums[lane] += _rows.At(column * (Units / Lanes) + lane) * value;

            var spoken = Vector256<float>.Zero;
            for (var lane = 0; lane < _sums.Length; lane++) spoken += Vector256.Max(_sums[lane], Vector256<float>.Zero) * _unitWeights.At(lane);
            var score = (double)_bias;
            for (var i = 0; i < Lanes; i++) score += spoken[i];
            return score;
        }
    }

    /// <summary>Numbers to be learned with the squares of their steps, eight side by side.</summary>
    sealed class Parameters(float[] values)
    {
        readonly float[] _squares = [.. Enumerable.Repeat(FirstSquare, values.Length)];

        public float[] Values => values;

        public Vector256<float> At(int eight) => MemoryMarshal.Cast<float, Vector256<float>>(values.AsSpan())[eight];

        public void Move(int eight, Vector256<float> gradient, float rate)
        {
            ref var squares = ref MemoryMarshal.Cast<float, Vector256<float>>(_squares.AsSpan())[eight];
            squares += gradient * gradient;
            MemoryMarshal.Cast<float, Vector256<float>>(values.AsSpan())[eight] -= gradient * rate / Vector256.Sqrt(squares);
        }
    }
}
