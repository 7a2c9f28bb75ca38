/** The middle half of some measurements. */
export interface Spread {
  median: number;
  /** A quarter of them is lower. */
  low: number;
  /** A quarter of them is higher. */
  high: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/** Between what two numbers the median is, in 19 of 20 cases where the values are a sample; by their ranks alone. */
export function medianInterval(values: readonly number[]): [low: number, high: number] {
  const sorted = [...values].sort((a, b) => a - b);
  const reach = Math.min(0.5, 0.98 / Math.sqrt(values.length));
  return [quantile(sorted, 0.5 - reach), quantile(sorted, 0.5 + reach)];
}

export function median(values: readonly number[]): number {
  return spread(values).median;
}

/** The value that a share of them, from 0 to 1, is not above. */
export function percentile(values: readonly number[], share: number): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    share,
  );
}

/** The exponent of the power of `x` that `y` grows with: the slope of least squares through their logarithms. */
export function growthExponent(points: readonly { x: number; y: number }[]): number {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(logs.map((point) => point.x));
  const y = mean(logs.map((point) => point.y));
  const covariance = mean(logs.map((point) => (point.x - x) * (point.y - y)));
  return covariance / mean(logs.map((point) => (point.x - x) ** 2));
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at % 1);
}
