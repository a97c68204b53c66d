import { Answer, Finding } from "./ask";
import { Condition } from "./conditions";
import { readable } from "./patterns";
import { Policy } from "./policy";

/** What is asked, as a policy's sentence has it: of a resource's own policy, for whom; of a principal's own, on what. */
export interface Asked {
  /** `kms:Decrypt to role TradingApi/Role`, `kms:Decrypt on Key`. */
  readonly what: string;
  /** The same where the account is allowed: `kms:Decrypt to the account of role TradingApi/Role`. */
  readonly whatAccount: string;
}

/** What a statement that denies says. Pure. */
export function denySentence({ policy, statement, unmet }: Finding, { what }: Asked): string {
  return `${policy.label} denies ${what}${onlyWhere(unmet)} (statement ${statement.name})`;
}

/** What a statement that allows says. Pure. */
export function allowSentence({ policy, statement, unmet, naming }: Finding, { what, whatAccount }: Asked): string {
  return `${policy.label} allows ${naming === "account" ? whatAccount : what}${onlyWhere(unmet)} (statement ${statement.name})`;
}

/** Why policies allow nothing. Pure. */
export function nothingSentence({ policies, nearly }: Answer, subject: string, { what }: Asked): string {
  const [only, ...others] = policies;
  if (only === undefined) return `${subject} has no policy that allows ${what}`;
  const sentence = others.length > 0 ? `no policy of ${subject} allows ${what}` : `${only.label} has no statement that allows ${what}`;
  const [near] = (["conditions", "resource", "principal"] as const).flatMap((missed) => nearly.filter((one) => one.missed === missed));
  return near === undefined ? sentence : `${sentence}: statement ${near.statement.name} does${nearMiss(near)}`;
}

/** What a policy that can't be read may say. Pure. */
export function mayAllowSentence({ label }: Policy, { what }: Asked): string {
  return `${label}${label.includes(", which") ? "," : ""} may allow ${what}`;
}

function nearMiss({ missed, unmet }: Finding): string {
  switch (missed) {
    case "conditions":
      return onlyWhere(unmet.filter(({ match }) => match.known === false));
    case "resource":
      return " on other resources";
    default:
      return " to others";
  }
}

/** ` only where StringLike kms:ViaService is s3.eu-central-1.*`; nothing without conditions. Pure. */
function onlyWhere(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return "";
  const texts = conditions.map(({ operator, key, expected }) => `${operator} ${key} is ${expected.map(readable).join(" or ")}`);
  return ` only where ${texts.join(" and ")}`;
}
