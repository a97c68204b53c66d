import { formatTable } from "../../support/table";
import { KINDS } from "./operations";
import { RunResult, SaturationResult, TroubleEvent } from "./results";

/** What is printed of a load. Pure. */
export function runReport({ load, watch, processors, check }: RunResult): string {
  const latencies = KINDS.map((kind) => {
    const { count, p50, p95, p99, max } = load.latencies[kind];
    return [kind, ...[count, p50, p95, p99, max].map(String)];
  });
  const answers = Object.entries(load.answers).map(([answer, count]) => `${answer}: ${count}`);
  const used = Object.entries(processors).map(([name, percent]) => `${name} ${percent.toFixed(0)} %`);
  return [
    formatTable(["milliseconds", "answered", "p50", "p95", "p99", "longest"], latencies),
    `answers: ${answers.join(", ")}`,
    `sent later than due: p99 ${load.delay.p99} ms; asked once more: ${load.repeated}; without an answer in the end: ${load.givenUp}; accepted while the book was out: ${load.pending}`,
    ...(watch.sockets === 0 ? [] : [watchReport(watch)]),
    `processor time, of a core: ${used.join(", ") || "this machine has no /proc"}`,
    checkReport(check),
  ].join("\n");
}

function watchReport({ sockets, messages, booksAnew, gaps, closed, tradeDelay }: RunResult["watch"]): string {
  const ends = Object.entries(closed).map(([code, count]) => `${count} with ${code}`);
  return `${sockets} WebSockets: ${messages} messages, ${gaps} gaps, ${booksAnew} whole books anew, ended: ${ends.join(", ") || "none"}; a trade is told after p50 ${tradeDelay.p50} ms, p99 ${tradeDelay.p99} ms`;
}

function checkReport({ accepted, cancelled, stored, trades, toldAndNotSettled, settledSeconds, findings }: RunResult["check"]): string {
  const compared = `${accepted} accepted orders, ${cancelled} cancellations, ${stored} stored orders, ${trades} trades (${toldAndNotSettled} told and not settled), settled after ${settledSeconds} s`;
  if (findings.length === 0) return `checked: ${compared}: everything holds`;
  const count = findings.length === 1 ? "1 thing that doesn't hold" : `${findings.length} things that don't hold`;
  return [`checked: ${compared}: ${count}`, ...findings.slice(0, 20).map((finding) => `  ${finding}`)].join("\n");
}

export function eventReport({ what, atSeconds, downSeconds, recovery, longestMilliseconds }: TroubleEvent): string {
  const down = `${downSeconds === undefined ? "" : `, there again after ${downSeconds} s`}, longest answer ${longestMilliseconds} ms`;
  if (recovery.failures === 0) return `${what} at ${atSeconds} s${down}: no client saw a failure`;
  return `${what} at ${atSeconds} s${down}: ${recovery.failures} attempts failed, the first after ${recovery.firstFailureSeconds} s; none any more ${recovery.seconds} s later, the last one ${recovery.lastFailureSeconds} s later`;
}

export function saturationReport({ sustained, coreFullAt, planned, steps }: SaturationResult): string {
  const last = steps.at(-1);
  const full = coreFullAt === undefined ? "" : `; its processor time would fill a core at ${coreFullAt}`;
  const end = last?.limit === undefined ? "" : `; at ${last.rate} it is too much, by ${last.limit}`;
  return `one process keeps up with ${sustained} requests/s${end}${full}. ${planned.environment} plans ${planned.requestsPerSecondPerInstance} for an instance (${planned.instanceType}).`;
}
