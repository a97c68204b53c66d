import { ScalingStep, UnservedReason } from "../../src/testing";
import { MARKS, Scenario } from "./scenario";

const WIDTH = 960;
const HEADER = 100;
const PANEL = 296;
const PLOT = { left: 84, right: 888, top: 80, height: 164 } as const;
const MINUTES_BETWEEN_TICKS = 20;
const INTERVALS = 4;

/** Colours for light pages, and for dark ones; contrast with the background is 4.5 to 1 or more for all text. */
const STYLE = `
text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #59636e }
.title { font-size: 19px; font-weight: 600; fill: #1f2328 }
.panel { font-size: 15px; font-weight: 600; fill: #1f2328 }
.end { text-anchor: end } .middle { text-anchor: middle }
.page { fill: #ffffff } .grid { stroke: #d1d9e0; stroke-width: 1 }
.mark { stroke: #818b98; stroke-width: 1; stroke-dasharray: 2 3 }
.offered { fill: #54aeff; fill-opacity: .28 } .offeredLine { fill: none; stroke: #0969da; stroke-width: 1.5 }
.capacity { fill: none; stroke: #1a7f37; stroke-width: 2.5; stroke-linejoin: round }
.unserved { fill: #cf222e } .unservedText { fill: #a40e26 }
@media (prefers-color-scheme: dark) {
  text { fill: #9198a1 } .title, .panel { fill: #f0f6fc }
  .page { fill: #0d1117 } .grid { stroke: #2f353d } .mark { stroke: #656c76 }
  .offered { fill: #388bfd; fill-opacity: .3 } .offeredLine { stroke: #58a6ff }
  .capacity { stroke: #3fb950 } .unserved { fill: #f85149 } .unservedText { fill: #ff7b72 }
}`;

const REASONS: Readonly<Record<UnservedReason, string>> = {
  failedTargets: "until health checks tell that targets have failed",
  beforeAlarm: "until the alarms see it",
  startingInstances: "until instances are started",
  maximumCapacity: "at the maximum size",
};

/** The chart of the guide: a panel for each scenario, whose axes are requests per second and instances over minutes. Pure. */
export function chart(scenarios: readonly Scenario[]): string {
  const height = HEADER + PANEL * scenarios.length;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">`,
    `<title id="title">What the example serves: requests per second that are offered, and what the instances in service can serve</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="page" width="${WIDTH}" height="${height}" rx="8"/>`,
    ...header(),
    ...scenarios.flatMap((scenario, index) => [`<g transform="translate(0 ${HEADER + PANEL * index})">`, ...panel(scenario), "</g>"]),
    "</svg>",
  ].join("\n")}\n`;
}

function header(): string[] {
  return [
    `<text class="title" x="28" y="40">Is what is offered served?</text>`,
    `<text x="28" y="62">The example's production environment, both services, simulated: trading session, loss of an AZ, release, flash crowd</text>`,
    `<rect class="offered" x="28" y="76" width="16" height="10"/><path class="offeredLine" d="M28 76h16"/><text x="50" y="86">requests offered</text>`,
    `<path class="capacity" d="M166 81h16"/><text x="188" y="86">what the instances in service can serve</text>`,
    `<rect class="unserved" x="446" y="76" width="16" height="10"/><text x="468" y="86">not served</text>`,
  ];
}

function panel({ requestsPerSecond, minCapacity, maxCapacity, steps, unserved }: Scenario): string[] {
  const most = Math.max(...steps.map(({ capacity, offered }) => Math.max(capacity, offered)));
  const top = niceTop(most);
  const minutes = (steps.length * 10) / 60;
  const perInstance = steps[0]!.capacity / steps[0]!.inService;
  const x = (seconds: number): number => PLOT.left + ((PLOT.right - PLOT.left) * seconds) / (minutes * 60);
  const y = (value: number): number => PLOT.top + PLOT.height * (1 - value / top);
  const offered = line(steps, ({ offered: value }) => value, x, y);
  const requests = (reason: UnservedReason): number =>
    unserved.reduce((sum, time) => (time.reason === reason ? sum + time.requests : sum), 0);
  const reasons = (Object.keys(REASONS) as UnservedReason[]).filter((reason) => requests(reason) > 0);
  const total = whole(steps.reduce((sum, step) => sum + step.offered * 10, 0));
  const lost = reasons.map((reason) => `${whole(requests(reason))} ${REASONS[reason]}`).join(", ");
  return [
    `<text class="panel" x="28" y="24">${whole(requestsPerSecond)} requests/s at the peak, ${minCapacity} to ${maxCapacity} instances</text>`,
    lost === ""
      ? `<text x="28" y="44">Every request is served.</text>`
      : `<text x="28" y="44"><tspan class="unservedText">Not served of ${total} requests: ${lost}.</tspan> All others are.</text>`,
    ...axes(top, perInstance, minutes, x, y),
    `<path class="offered" d="${offered}L${round(x(minutes * 60))} ${round(y(0))}L${round(x(0))} ${round(y(0))}Z"/>`,
    `<path class="offeredLine" d="${offered}"/>`,
    ...steps.filter((step) => step.served < step.offered * (1 - 1e-9)).map((step) => unservedBar(step, x, y)),
    `<path class="capacity" d="${stairs(steps, ({ capacity }) => capacity, x, y)}"/>`,
    ...MARKS.map(({ minute, label }) => markAt(x(minute * 60), label)),
  ];
}

type Scale = (value: number) => number;

function axes(top: number, perInstance: number, minutes: number, x: Scale, y: Scale): string[] {
  const bottom = PLOT.top + PLOT.height;
  const values = Array.from({ length: INTERVALS + 1 }, (_, index) => (top * index) / INTERVALS);
  const times = Array.from({ length: Math.floor(minutes / MINUTES_BETWEEN_TICKS) + 1 }, (_, index) => index * MINUTES_BETWEEN_TICKS);
  return [
    ...values.flatMap((value) => [
      `<path class="grid" d="M${PLOT.left} ${round(y(value))}H${PLOT.right}"/>`,
      `<text class="end" x="${PLOT.left - 8}" y="${round(y(value) + 4)}">${whole(value)}</text>`,
      `<text x="${PLOT.right + 8}" y="${round(y(value) + 4)}">${whole(value / perInstance)}</text>`,
    ]),
    ...times.map((minute) => `<text class="middle" x="${round(x(minute * 60))}" y="${bottom + 18}">${minute}</text>`),
    `<text class="middle" x="${(PLOT.left + PLOT.right) / 2}" y="${bottom + 36}">minutes</text>`,
    `<text class="middle" transform="translate(22 ${PLOT.top + PLOT.height / 2}) rotate(-90)">requests/s</text>`,
    `<text class="middle" transform="translate(944 ${PLOT.top + PLOT.height / 2}) rotate(90)">instances</text>`,
  ];
}

function markAt(x: number, label: string): string {
  return `<path class="mark" d="M${round(x)} ${PLOT.top - 4}v${PLOT.height + 4}"/><text class="middle" x="${round(x)}" y="${PLOT.top - 9}">${label}</text>`;
}

/** As wide as two pixels, so that ten seconds can be seen. */
function unservedBar({ seconds, offered, served }: ScalingStep, x: Scale, y: Scale): string {
  const height = Math.max(2, y(served) - y(offered));
  return `<rect class="unserved" x="${round(x(seconds))}" y="${round(y(offered))}" width="2" height="${round(height)}"/>`;
}

/** A line through the middle of what changes; where nothing does, its ends are enough. */
function line(steps: readonly ScalingStep[], value: (step: ScalingStep) => number, x: Scale, y: Scale): string {
  const last = steps[steps.length - 1]!;
  const slope = (index: number): number => value(steps[index]!) - value(steps[index - 1]!);
  const corners = steps.filter(
    (_, index) => index === 0 || index === steps.length - 1 || Math.abs(slope(index) - slope(index + 1)) > 1e-6 * (value(last) + 1),
  );
  const points = corners.map((step) => `${round(x(step.seconds))} ${round(y(value(step)))}`);
  return `M${points.join("L")}L${round(x(last.seconds + 10))} ${round(y(value(last)))}`;
}

/** A line that goes up and down at once, as instances do. */
function stairs(steps: readonly ScalingStep[], value: (step: ScalingStep) => number, x: Scale, y: Scale): string {
  const changes = steps.filter((step, index) => index > 0 && value(step) !== value(steps[index - 1]!));
  const path = changes.map((step) => `H${round(x(step.seconds))}V${round(y(value(step)))}`).join("");
  return `M${round(x(0))} ${round(y(value(steps[0]!)))}${path}H${round(x(steps.length * 10))}`;
}

/** The first of 1, 2, 4, 6, 8 or 10 times a power of ten that is above a value. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= value)!;
}

const round = (value: number): string => `${Number(value.toFixed(1))}`;
const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
