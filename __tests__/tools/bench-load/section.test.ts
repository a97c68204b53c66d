import { Percentiles } from "../../../tools/bench/load/figures";
import { eventReport, runReport } from "../../../tools/bench/load/report";
import { LoadResults, RunResult, TroubleEvent } from "../../../tools/bench/load/results";
import { loadSection } from "../../../tools/bench/load/section";

const figures = (p99: number): Percentiles => ({ count: 10, p50: 1, p95: 2, p99, max: 2345 });
const RUN: RunResult = {
  load: {
    ...{ rate: 500, seconds: 120, failures: 0, repeated: 0, givenUp: 0, pending: 0, delay: figures(3) },
    latencies: { book: figures(11), order: figures(12), cancel: figures(13), account: figures(14) },
    answers: { "book 200": 42_000, "order 201": 9600 },
  },
  watch: { sockets: 200, messages: 1_000_000, changes: 900_000, booksAnew: 4, gaps: 0, closed: {}, tradeDelay: figures(20) },
  processors: { "trading-api 1": 41.2, edge: 60 },
  check: { accepted: 9600, cancelled: 2000, stored: 9600, trades: 5000, toldAndNotSettled: 0, settledSeconds: 0.2, findings: [] },
};
const KILLED: TroubleEvent = {
  ...{ what: "SIGKILL of a process", atSeconds: 11.3, longestMilliseconds: 2100 },
  recovery: { failures: 7, firstFailureSeconds: 0.1, seconds: 1.4, lastFailureSeconds: 2.4 },
};
const RESULTS: LoadResults = {
  date: "2026-01-31",
  machine: { cores: 2, memoryGb: 8, node: "v20.0.0", loadAverage: 0.2 },
  steady: RUN,
  saturation: {
    seconds: 8,
    steps: [{ rate: 784, due: 780, answered: 700, latency: figures(400), failures: 0, processor: 96, machine: 99, limit: "answers" }],
    sustained: 560,
    coreFullAt: 800,
    planned: { environment: "prod", instanceType: "c7g.large", requestsPerSecondPerInstance: 100 },
  },
  trouble: {
    ...RUN,
    events: [
      KILLED,
      {
        what: "Nothing much",
        atSeconds: 30,
        downSeconds: 0.4,
        longestMilliseconds: 90,
        recovery: { failures: 0, seconds: 0, lastFailureSeconds: 0 },
      },
    ],
  },
};

test("each kind of request has its percentiles, the longest of them in seconds where it is more than one", () => {
  expect(loadSection(RESULTS)).toContain("| cancel an order | 10 | 1 ms | 2 ms | 13 ms | 2.3 s |");
});

test("what happened has its failures and how long they lasted, or none", () => {
  const section = loadSection(RESULTS);
  expect(section).toContain("| SIGKILL of a process, after 11.3 s | 7 | 0.1 s | 1.4 s | 2.4 s | 2.1 s |");
  expect(section).toContain("| Nothing much, after 30 s, which took 0.4 s | 0 | – | – | – | 90 ms |");
});

test("what a process keeps up with stands beside what is planned", () => {
  const section = loadSection(RESULTS);
  expect(section).toContain("It keeps up with **560 requests/s**.");
  expect(section).toContain("`prod` plans its capacity with 100 for an instance (c7g.large)");
});

test("trades that were told and never settled are said", () => {
  const trouble = { ...RESULTS.trouble, check: { ...RUN.check, toldAndNotSettled: 3 } };
  expect(loadSection(RESULTS)).not.toContain("never settled");
  expect(loadSection({ ...RESULTS, trouble })).toContain("3 trades were told to WebSockets and never settled");
});

test("what is printed names each thing that doesn't hold", () => {
  const report = runReport({ ...RUN, check: { ...RUN.check, findings: ["Order x was accepted and isn't stored."] } });
  expect(report).toContain("1 thing that doesn't hold\n  Order x was accepted and isn't stored.");
});

test("what is printed of an event says when clients saw no failure any more", () => {
  expect(eventReport(KILLED)).toBe(
    "SIGKILL of a process at 11.3 s, longest answer 2100 ms: 7 attempts failed, the first after 0.1 s; none any more 1.4 s later, the last one 2.4 s later",
  );
});
