import { Finding, GATES, Gate } from "./review";

/** Why what a gate refuses may pass, written down for one construct and for some time. */
export interface ReviewException {
  /** The construct's path below its stack, or Terraform's address; what is below it is excepted as well. */
  readonly path: string;
  /** The gate that lets it pass. */
  readonly gate: Gate;
  readonly reason: string;
  /** The last day on which it counts, such as `2026-12-31`. */
  readonly expires: string;
}

const NAMES: readonly (keyof ReviewException)[] = ["path", "gate", "reason", "expires"];

/**
 * The exceptions that a file has: a list of objects with `path`, `gate`, `reason` and `expires`, or an object with such a list as `exceptions`.
 *
 * @param text the file's text
 * @throws Error that says everything that is wrong, each in a sentence
 */
export function readExceptions(text: string): ReviewException[] {
  const list = exceptionsIn(text);
  const wrong = list.flatMap((each, index) => problemsOf(each, `exceptions[${index}]`));
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  return list as ReviewException[];
}

const SHAPE =
  'The file of the exceptions holds a list: [{ "path": "Database", "gate": "stateful-replacement", "reason": "…", "expires": "2026-12-31" }]';

function exceptionsIn(text: string): unknown[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${SHAPE}; received what is no JSON: ${(error as Error).message}`);
  }
  const list = typeof json === "object" && json !== null && "exceptions" in json ? json.exceptions : json;
  if (!Array.isArray(list)) {
    throw new Error(`${SHAPE}; received ${json === null ? "null" : typeof list === "object" ? "an object" : `a ${typeof list}`}`);
  }
  return list;
}

function problemsOf(exception: unknown, name: string): string[] {
  if (typeof exception !== "object" || exception === null || Array.isArray(exception)) return [`${name} must be an object. ${SHAPE}`];
  const given = exception as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).filter((key) => !(NAMES as readonly string[]).includes(key));
  const untold = NAMES.filter((key) => typeof given[key] !== "string" || given[key].trim() === "");
  const { gate, expires } = given;
  return [
    ...unknown.map((key) => `${name}.${key} isn't known: an exception has ${NAMES.join(", ")}`),
    ...untold.map(
      (key) => `${name}.${key} must be a text that isn't empty, received ${given[key] === undefined ? "none" : JSON.stringify(given[key])}`,
    ),
    ...(untold.includes("gate") || (GATES as readonly unknown[]).includes(gate)
      ? []
      : [`${name}.gate must be one of ${GATES.join(", ")}, received ${String(gate)}`]),
    ...(untold.includes("expires") || isDay(String(expires))
      ? []
      : [`${name}.expires must be a day such as 2026-12-31, received ${String(expires)}`]),
  ];
}

/** A day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Findings with the exceptions that let them pass, and what is wrong with the exceptions. */
export interface Excepted {
  readonly findings: readonly Finding[];
  /** Exceptions that have expired, and those that nothing needs, in a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Lets findings pass. An exception counts until the end of its last day; afterwards, and where nothing needs it, it is a problem, so that none outlives its reason.
 *
 * @param today such as `2026-11-26`
 */
export function withExceptions(findings: readonly Finding[], exceptions: readonly ReviewException[], today: string): Excepted {
  const used = new Set<ReviewException>();
  const marked = findings.map((finding): Finding => {
    const fitting = exceptions.filter((each) => fits(each, finding));
    for (const each of fitting) used.add(each);
    const valid = fitting.find(({ expires }) => expires >= today);
    return valid === undefined ? finding : { ...finding, exception: { reason: valid.reason, expires: valid.expires } };
  });
  const problems = exceptions.flatMap((each) => {
    const { path, gate, expires, reason } = each;
    if (expires < today) {
      return [`The exception of ${path} from ${gate} expired on ${expires}: "${reason}". Take it away, or say why it is still needed`];
    }
    return used.has(each) ? [] : [`The exception of ${path} from ${gate} isn't needed: nothing at that path fails the gate. Take it away`];
  });
  return { findings: marked, problems };
}

function fits({ path: meant, gate }: ReviewException, { path, address, gate: own }: Finding): boolean {
  return (
    gate === own &&
    [path, address ?? path].some((place) => place === meant || (place.startsWith(meant) && "/.[".includes(place.charAt(meant.length))))
  );
}
