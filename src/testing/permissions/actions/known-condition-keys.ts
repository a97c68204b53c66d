import { closestTo } from "../../../internal/spelling";
import { matches } from "../patterns";
import { CONDITION_KEYS, OTHER_KEY_PREFIXES } from "./condition-keys";
import { Mistake } from "./known-actions";
import { SERVICE_PREFIXES } from "./service-prefixes";

/**
 * Why no request has a condition key; undefined for one that a request may have: a global one, one of a listed service, any of a service that isn't listed or of a
 * provider of web identities, which is named by its host. Letters count whatever their case, as in policies. Pure.
 */
export function conditionKeyMistake(key: string): Mistake | undefined {
  const colon = key.indexOf(":");
  const [prefix, name] = [key.slice(0, colon).toLowerCase(), key.slice(colon + 1)];
  if (prefix.includes(".") || isListed(prefix, name)) return undefined;
  const global = isListed("aws", name) ? `aws:${name}` : undefined;
  if (!SERVICE_PREFIXES.has(prefix) && !OTHER_KEY_PREFIXES.has(prefix)) {
    const near = closestTo(
      prefix,
      Object.keys(CONDITION_KEYS).filter((one) => isListed(one, name)),
    );
    return {
      rule: "must begin with aws:, the prefix of an AWS service or the host of an identity provider",
      meant: global ?? (near && `${near}:${name}`),
    };
  }
  if (!Object.hasOwn(CONDITION_KEYS, prefix)) return undefined;
  const near = closestTo(name, namesOf(prefix).map(filledInAs(name)));
  return {
    rule: "must be a condition key that the Service Authorization Reference or the IAM User Guide lists",
    meant: global ?? (near && `${prefix}:${near}`),
  };
}

function isListed(prefix: string, name: string): boolean {
  return namesOf(prefix).some((one) => matches(one, name, false));
}

function namesOf(prefix: string): string[] {
  return Object.hasOwn(CONDITION_KEYS, prefix) ? (CONDITION_KEYS[prefix]!.match(/\S+/g) ?? []) : [];
}

/** A name with what another has where something is filled in: `RequestTag/team` of `RequestTag/*`, for `RequestTags/team`. */
function filledInAs(name: string): (listed: string) => string {
  const [, filledIn = "…"] = /[/:](.+)$/.exec(name) ?? [];
  return (listed) => listed.replace("*", () => filledIn);
}
