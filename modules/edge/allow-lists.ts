import { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { parseIpRange, rangeContains } from "../../src/internal/ip-ranges";
import { PropTypes, STRINGS, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { IpAddressVersion, checkIpRanges } from "./web-acl-ip-sets";
import { checkRuleName } from "./web-acl-names";
import { PRIORITIES, allowRule, namedPriorities } from "./web-acl-rule";
import { Statement, anyOf, ipSetStatements, not } from "./web-acl-statements";

/** The values of `AllowListScope`. */
const ALLOW_LIST_SCOPES = ["rateLimits", "everything"] as const;
/** What a partner's requests aren't asked: the rate limits alone, or any rule but the blocked ranges. */
export type AllowListScope = "rateLimits" | "everything";

/** Addresses of a partner. */
export interface AllowList {
  /** IPv4 and IPv6 ranges, none of them everybody's. */
  readonly cidrBlocks: readonly string[];
  /** What their requests aren't asked: the rate limits alone, or any rule but the blocked ranges. @default "rateLimits" */
  readonly skips?: AllowListScope;
}

const ALLOW_LIST: PropTypes<AllowList> = { cidrBlocks: STRINGS, skips: optional(oneOf(ALLOW_LIST_SCOPES)) };

/** Records allow lists that AWS WAF refuses, or that a blocked range makes idle. */
export function checkAllowLists(
  validator: Validator,
  prop: string,
  allowLists: Readonly<Record<string, AllowList>> | undefined,
  blockedCidrBlocks: readonly string[] | undefined,
): void {
  if (!isGiven(allowLists)) return;
  validator.known(prop, allowLists);
  if (!isKnown(allowLists)) return;
  for (const [name, list] of Object.entries(allowLists)) {
    const within = `${prop}.${name}`;
    checkRuleName(validator, within, name);
    validator.known(within, list).props(list, ALLOW_LIST, within).known(`${within}.skips`, list.skips);
    checkIpRanges(validator, `${within}.cidrBlocks`, list.cidrBlocks);
    validator.check(
      `${within}.cidrBlocks`,
      list.cidrBlocks,
      list.cidrBlocks.length > 0,
      "must name a range",
      "Leave the list out, or name its ranges.",
    );
    list.cidrBlocks.forEach((cidr, index) => checkNotBlocked(validator, `${within}.cidrBlocks[${index}]`, cidr, blockedCidrBlocks ?? []));
  }
}

function checkNotBlocked(validator: Validator, prop: string, cidr: string, blockedCidrBlocks: readonly string[]): void {
  const allowed = isKnown(cidr) ? parseIpRange(cidr) : undefined;
  if (allowed === undefined || !Array.isArray(blockedCidrBlocks)) return;
  const blockedBy = blockedCidrBlocks.find((candidate: string) => {
    const blocked = isKnown(candidate) ? parseIpRange(candidate) : undefined;
    return blocked !== undefined && rangeContains(blocked, allowed);
  });
  validator.check(
    prop,
    cidr,
    blockedBy === undefined,
    `must not be in a blocked range, ${blockedBy}`,
    "Take it out of one of the two lists.",
  );
}

/** The ARNs of an allow list's IP sets. */
type IpSetArns = Readonly<Partial<Record<IpAddressVersion, string>>>;

/** The rules of the lists that skip everything. Pure. */
export function allowListRules(
  allowLists: Readonly<Record<string, AllowList>>,
  arns: Readonly<Record<string, IpSetArns>>,
  forwardedIpHeader: string | undefined,
): Wafv2WebAclRule[] {
  const priorities = namedPriorities(PRIORITIES.allowLists, Object.keys(allowLists));
  return namesOf(allowLists, "everything").map((name) =>
    allowRule(`Allowed-${name}`, priorities[name]!, anyOf(ipSetStatements(arns[name]!, forwardedIpHeader))),
  );
}

/** What a rate limit leaves out: the requests of the lists that skip rate limits. Pure. */
export function notInAllowLists(
  allowLists: Readonly<Record<string, AllowList>>,
  arns: Readonly<Record<string, IpSetArns>>,
  forwardedIpHeader: string | undefined,
): Statement[] {
  return namesOf(allowLists, "rateLimits").flatMap((name) => ipSetStatements(arns[name]!, forwardedIpHeader).map(not));
}

function namesOf(allowLists: Readonly<Record<string, AllowList>>, skips: AllowListScope): string[] {
  return Object.keys(allowLists)
    .filter((name) => (allowLists[name]!.skips ?? "rateLimits") === skips)
    .sort();
}
