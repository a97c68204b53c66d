import { StackJson } from "../changes/construct-paths";
import { Values } from "../changes/plan-json";
import { listed } from "../texts";

/** A trading session as a service leaves it beside its Auto Scaling group. */
interface SessionComment {
  readonly calendar: {
    readonly timeZone: string;
    readonly sessions: readonly { readonly days: readonly string[]; readonly opens: string; readonly closes: string }[];
  };
  readonly leadMinutes: number;
  readonly allowRefreshDuringSession: boolean;
}

/** When instances are to be left alone, in words. */
export interface SessionHours {
  /** Such as `MON to FRI 09:00 to 17:30 Europe/Berlin`. */
  readonly text: string;
  readonly allowsRefresh: boolean;
}

/** The trading sessions of a synthesized stack, and what starts the releases of its groups. */
export interface StackSessions {
  /** Address of a group → its hours. */
  readonly groups: ReadonlyMap<string, SessionHours>;
  /** Address of what starts the releases of a group → the group's. */
  readonly releases: ReadonlyMap<string, string>;
}

/** Reads the comments beside groups and beside what starts their releases. Pure. */
export function sessionsOf({ resource = {} }: StackJson = {}): StackSessions {
  const comments = (type: string): (readonly [string, Values])[] =>
    Object.entries((resource[type] ?? {}) as Values).map(([name, body]) => [`${type}.${name}`, ((body as Values)["//"] ?? {}) as Values]);
  const groups = comments("aws_autoscaling_group").flatMap(([address, { tradingSession }]) =>
    tradingSession === undefined ? [] : [[address, hoursOf(tradingSession as SessionComment)] as const],
  );
  const releases = comments("aws_ssm_association").flatMap(([address, { refreshes }]) =>
    typeof refreshes === "string" ? [[address, refreshes] as const] : [],
  );
  return { groups: new Map(groups), releases: new Map(releases) };
}

/** All hours of a stack's sessions, each once: what is behind its services is to be left alone then as well. Pure. */
export function allHours({ groups }: StackSessions): string | undefined {
  const texts = [...new Set([...groups.values()].map(({ text }) => text))].sort();
  return texts.length === 0 ? undefined : listed(texts);
}

function hoursOf({ calendar: { timeZone, sessions }, leadMinutes, allowRefreshDuringSession }: SessionComment): SessionHours {
  const each = sessions.map(({ days, opens, closes }) => `${listed(days)} ${opens} to ${closes}`);
  return { text: `${listed(each)} ${timeZone}, and ${leadMinutes} minutes before`, allowsRefresh: allowRefreshDuringSession };
}
