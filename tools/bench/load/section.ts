import { Percentiles } from "./figures";
import { KINDS, Kind } from "./operations";
import { LoadFigures, LoadResults, RunResult, SaturationResult, TroubleEvent, TroubleResult } from "./results";
import { LIMITS } from "./saturation-limits";

const KIND_NAMES: Readonly<Record<Kind, string>> = {
  book: "read a book",
  order: "place an order",
  cancel: "cancel an order",
  account: "read an account",
};

/** The section "Under load" of docs/guides/performance.md. Pure. */
export function loadSection({ date, machine, steady, saturation, trouble }: LoadResults): string {
  const { rate, seconds } = steady.load;
  const busy = machine.loadAverage > machine.cores / 2 ? ` The machine was busy before (load ${machine.loadAverage}).` : "";
  return `## Under load

What \`npm run bench:load\` measured on ${date}, with Node.js ${machine.node} on ${machine.cores} cores and ${machine.memoryGb} GB.${busy} Everything runs on this one machine: two processes of each
service, PostgreSQL, Valkey, the stand-in of CloudFront and the load balancer, and who asks. On AWS each has a machine of its own, and TLS and the network between them. PostgreSQL doesn't
wait for a disk here (\`fsync=off\`), as Aurora waits for its storage.

### ${rate} requests a second for ${seconds} seconds

70 % read a book, 20 % place an order or cancel one, 10 % read an account, and ${steady.watch.sockets} WebSockets watch the books.

${latencyTable(steady.load)}

- ${answersSentence(steady.load)}
- ${watchSentence(steady)}
- Processor time, in percent of a core: ${processorsSentence(steady)}.
- ${checkSentence(steady)}

### One process

${saturationText(saturation)}

### A process that is killed, a database and a cache that restart

The same load for ${trouble.load.seconds} seconds. Clients repeat what failed, with the same \`Idempotency-Key\`.

| | failed attempts | first failure after | none any more after | last failure after | longest answer |
|---|---|---|---|---|---|
${trouble.events.map(eventRow).join("\n")}

"None any more" and "last failure" count from the first failure: to the start of the first second without one, and to the very last.

${latencyTable(trouble.load)}

- ${answersSentence(trouble.load)}
- ${troubleSentence(trouble)}
- ${watchSentence(trouble)}
- ${checkSentence(trouble)}

### How the load is made and checked

- Requests come at random times that a seed decides (a Poisson process), whatever has become of those before: an open loop. A latency counts from when its request was due, so that one that
  waits for another, or for the process that sends it, is told with its waiting. autocannon and the like send a request when a connection has its answer, and so ask a slow server less;
  the project's own schedule is a few lines of \`node:http\`. The load and the WebSockets have processes of their own.
- Ten seconds with half the requests come before, and aren't measured; what they were told is checked as well.
- An order's or a cancellation's latency lasts to its last answer, with all its repetitions; a failed attempt is a status from 500 on, a refusal, or no answer at all.
- A gap is a change of a book that doesn't follow the one before on its WebSocket.
- At the end each accepted order is compared, by its key and id, with what PostgreSQL has; each cancellation as well; balances with what was paid in and what trades have moved; what is
  reserved with what open orders may cost; what is left of orders with their trades, so that each is settled once; and the books in the cache with the open orders. A finding fails the run.`;
}

function latencyTable({ latencies }: LoadFigures): string {
  const row = (kind: Kind, { count, p50, p95, p99, max }: Percentiles): string =>
    `| ${KIND_NAMES[kind]} | ${count} | ${[p50, p95, p99, max].map(milliseconds).join(" | ")} |`;
  return `| | answered | p50 | p95 | p99 | longest |
|---|---|---|---|---|---|
${KINDS.map((kind) => row(kind, latencies[kind])).join("\n")}`;
}

function milliseconds(value: number): string {
  return value < 1000 ? `${value} ms` : `${(value / 1000).toFixed(1)} s`;
}

function answersSentence({ answers, failures, delay, repeated, givenUp }: LoadFigures): string {
  const list = Object.entries(answers).map(([answer, count]) => `${count} × ${answer}`);
  const failed =
    failures === 0
      ? "No attempt failed"
      : `${failures} attempts failed, ${repeated} requests were repeated, ${givenUp} had no answer in the end`;
  return `${failed}. Answers: ${list.join(", ")}. Requests were sent ${milliseconds(delay.p99)} later than due (p99).`;
}

function watchSentence({ watch: { messages, gaps, booksAnew, closed, tradeDelay } }: RunResult): string {
  const ends = Object.entries(closed).map(([code, count]) => `${count} with ${code}`);
  const ended = ends.length === 0 ? "none ended" : `connections that ended: ${ends.join(", ")}`;
  return `WebSockets: ${messages} messages, ${gaps} gaps, ${booksAnew} books sent anew, ${ended}. A trade is told ${milliseconds(tradeDelay.p50)} after it happened (p50), ${milliseconds(tradeDelay.p99)} (p99).`;
}

function processorsSentence({ processors }: RunResult): string {
  const used = Object.entries(processors).map(([name, percent]) => `${name}: ${percent.toFixed(0)}`);
  return used.length === 0 ? "not measured, for want of /proc" : used.join(", ");
}

function checkSentence({ check: { accepted, cancelled, trades, toldAndNotSettled, settledSeconds } }: RunResult): string {
  const told =
    toldAndNotSettled === 0
      ? ""
      : ` ${toldAndNotSettled} trades were told to WebSockets and never settled: they never happened, and their orders stayed open.`;
  return `None of ${accepted} accepted orders was lost or doubled, none of ${cancelled} cancellations undone, each of ${trades} trades was settled once; all was settled ${settledSeconds} s after the last answer.${told}`;
}

function saturationText({ seconds, steps, sustained, coreFullAt, planned }: SaturationResult): string {
  const { environment, instanceType, requestsPerSecondPerInstance } = planned;
  const rows = steps.map(({ rate, answered, latency, processor, machine, limit }) => {
    const used = processor === undefined ? "–" : `${processor.toFixed(0)} %`;
    return `| ${rate} | ${answered} | ${milliseconds(latency.p50)} | ${milliseconds(latency.p99)} | ${used} | ${machine ?? "–"} % | ${limit === undefined ? "keeps up" : `too much: ${limit}`} |`;
  });
  const full = coreFullAt === undefined ? "" : ` By its processor time for a request it would fill a core at ${coreFullAt}.`;
  return `One process of the trading API, asked without the edge and without WebSockets, with 40 % more each ${seconds} seconds. It keeps up while no attempt fails, ${LIMITS.answeredPart * 100} % of what comes is answered meanwhile, it uses less
than ${LIMITS.processorPercent} % of a core, and p99 is at most ${LIMITS.p99Milliseconds} ms; a step that is too much is asked for once more.

| requests/s | answered | p50 | p99 | of a core | of the machine | |
|---|---|---|---|---|---|---|
${rows.join("\n")}

It keeps up with **${sustained} requests/s**.${full} \`${environment}\` plans its capacity with ${requestsPerSecondPerInstance} for an instance (${instanceType}), on which one process runs, with its share of the WebSockets.`;
}

function eventRow({ what, atSeconds, downSeconds, recovery, longestMilliseconds }: TroubleEvent): string {
  const down = downSeconds === undefined ? "" : `, which took ${downSeconds} s`;
  const name = `${what}, after ${atSeconds} s${down}`;
  if (recovery.failures === 0) return `| ${name} | 0 | – | – | – | ${milliseconds(longestMilliseconds)} |`;
  return `| ${name} | ${recovery.failures} | ${recovery.firstFailureSeconds} s | ${recovery.seconds} s | ${recovery.lastFailureSeconds} s | ${milliseconds(longestMilliseconds)} |`;
}

function troubleSentence({ load: { pending } }: TroubleResult): string {
  return pending === 0
    ? "Every order was matched at once."
    : `${pending} orders were accepted while the book couldn't be reached, and matched when it was back.`;
}
