/** A chart of prices as SVG paths. Where a point is may be rounded: it is only looked at. */

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** What stays empty above and below. */
  readonly padding: number;
}

export interface ChartPaths {
  readonly line: string;
  /** Below the line, down to the edge. */
  readonly area: string;
}

/** From left to right, each trade as far from the next: of equal prices, a line in the middle. */
export function chartPaths(prices: readonly string[], { width, height, padding }: ChartSize): ChartPaths {
  if (prices.length === 0) return { line: "", area: "" };
  const values = prices.map(Number);
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const y = (value: number): number => {
    const share = range === 0 ? 0.5 : (value - low) / range;
    return round(height - padding - share * (height - 2 * padding));
  };
  const points = values.map((value, index) => `${round(index * step)} ${y(value)}`);
  // One trade alone is a line as well: a point would be invisible.
  if (points.length === 1) points.push(`${width} ${y(low)}`);
  const line = `M${points.join("L")}`;
  return { line, area: `${line}L${width} ${height}L0 ${height}Z` };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
