import { PlannedChange, topOf } from "../changes/changes";
import { StackJson } from "../changes/construct-paths";
import { nameOf, shown, withoutIndexes } from "../changes/words";
import { AttributeChange, Finding, ResourceChange } from "../review";
import { capitalized } from "../texts";
import { ENDINGS, STOPS } from "./endings";
import { eventOfGroup, eventOfRelease } from "./instance-refresh";
import { MAY_WAIT, MEMBERS, RESTARTS, Restart } from "./restarts";
import { SessionHours, StackSessions, allHours, sessionsOf } from "./trading-sessions";

const GROUP = "aws_autoscaling_group";

/**
 * What serves, and is restarted, replaced or fails over by the apply: who it serves notices. A plan doesn't know when it is applied, so that a finding says from which hours to keep away: with a
 * trading session in the stack it is a warning, else good to know; what ends altogether is a warning at any hour. No gate holds it, since growing in place does it too.
 *
 * @param stack as it is synthesized, for its trading sessions. @default - there are none
 */
export function interruptionFindings(changes: readonly PlannedChange[], stack?: StackJson): Finding[] {
  const sessions = sessionsOf(stack);
  const created = new Set(changes.filter(({ change }) => change.action === "create").map(({ change }) => change.address));
  return changes.flatMap((planned) => {
    const { type, address, action } = planned.change;
    const group = sessions.releases.get(address);
    if (group !== undefined) {
      const event = eventOfRelease(action, created.has(group));
      return event === undefined ? [] : [ofInstances(planned.change, event, sessions.groups.get(group))];
    }
    const ending = ofEnding(planned.change);
    if (ending !== undefined) return [ending];
    if (type === GROUP) return ofGroup(planned, sessions);
    if (MEMBERS.has(type) && (action === "replace" || action === "delete")) return [ofMember(planned.change, sessions)];
    return action === "update" ? ofRestarts(planned, sessions) : [];
  });
}

/** What is used no more, or not until a new one is there: a warning at any hour. */
function ofEnding(change: ResourceChange): Finding | undefined {
  const { type, action, order, deposed, path, address, attributes, reason } = change;
  const base = { rule: "interruption", severity: "warning" as const, path, address };
  const [name, value, says] = STOPS[type] ?? [];
  const stop = attributes.find((each) => each.path === name && each.after.kind === "value" && each.after.text === value);
  if (action === "update" && stop !== undefined) return { ...base, sentence: `${nameOf(change)} ${says!}`, reasons: [changeOf(stop)] };
  const ending = ENDINGS[type];
  if (ending === undefined || deposed !== undefined || (action !== "delete" && action !== "replace")) return undefined;
  const isReplaced = action === "replace";
  const happens = isReplaced ? (ending.replaced ?? `${ending.deleted}, until the new one is there`) : ending.deleted;
  const forcing = attributes.filter(({ forcesReplacement }) => forcesReplacement).map((each) => `${changeOf(each)} forces it`);
  const first = order === "create-first" ? ["The new one is there before the old one goes"] : [];
  const reasons = [...forcing, ...(reason === undefined ? [] : [capitalized(reason)]), ...first];
  return { ...base, sentence: `${nameOf(change)} would be ${isReplaced ? "replaced" : "deleted"}: ${happens}`, reasons };
}

function ofGroup({ change, before, after }: PlannedChange, sessions: StackSessions): Finding[] {
  const changed = change.attributes.map(({ path }) => topOf(path));
  const event = eventOfGroup({ action: change.action, before, after, changed });
  return event === undefined ? [] : [ofInstances(change, event, sessions.groups.get(change.address))];
}

function ofInstances(change: ResourceChange, event: string, hours: SessionHours | undefined): Finding {
  const service = change.path.replace(/\/Release$/, "");
  const isAllowed = hours?.allowsRefresh ?? true;
  const reasons = hours !== undefined && isAllowed ? ["The service allows it during its trading session"] : [];
  return finding(change, `${service}: ${event}`, reasons, isAllowed ? undefined : hours?.text);
}

function ofMember(change: ResourceChange, sessions: StackSessions): Finding {
  const done = change.action === "replace" ? "replaced" : "deleted";
  const forcing = change.attributes.filter(({ forcesReplacement }) => forcesReplacement).map((each) => `${changeOf(each)} forces it`);
  return finding(
    change,
    `${nameOf(change)} would be ${done}: connections to it end; where it is the writer, another instance takes over`,
    forcing,
    allHours(sessions),
  );
}

function ofRestarts({ change, after = {} }: PlannedChange, sessions: StackSessions): Finding[] {
  const rows = RESTARTS[change.type] ?? [];
  return change.attributes.flatMap((attribute) => {
    const row = rows.find(([name]) => name === withoutIndexes(attribute.path));
    // What is only known after apply may be what it was.
    if (row === undefined || attribute.after.kind === "unknown") return [];
    const [name, happens] = row;
    const waits = waitsFor(change.type, name, after);
    const reasons = [changeOf(attribute), ...(waits === undefined ? [] : [waits])];
    return [finding(change, `${nameOf(change)} ${happens}`, reasons, waits === undefined ? allHours(sessions) : undefined)];
  });
}

/** When RDS and ElastiCache make a change that isn't to be made at once. */
function waitsFor(type: string, attribute: Restart[0], after: Readonly<Record<string, unknown>>): string | undefined {
  if (!MAY_WAIT.has(type) || attribute === "port" || after.apply_immediately === true) return undefined;
  const window = after.preferred_maintenance_window ?? after.maintenance_window;
  const when = typeof window === "string" ? `, ${window} UTC` : "";
  return `apply_immediately is off: it happens in the maintenance window${when}`;
}

function changeOf({ path, before, after }: AttributeChange): string {
  return `${path} ${shown(before)} → ${shown(after)}`;
}

/** @param hours that it has to keep away from; undefined where nothing says any */
function finding({ path, address }: ResourceChange, sentence: string, reasons: readonly string[], hours: string | undefined): Finding {
  return {
    rule: "interruption",
    severity: hours === undefined ? "note" : "warning",
    path,
    address,
    sentence,
    reasons,
    ...(hours !== undefined && { fix: `Apply it outside of the trading session, ${hours}` }),
  };
}
