import { Resource } from "../../testing/configuration";
import { AccessVerdict, Access } from "../../testing/permissions/request";
import { RESOURCE_ARNS } from "../../testing/permissions/resource-arns";
import { PolicyDocument, Statement, policyDocument } from "../../testing/permissions/statement";
import { HeldPolicy } from "../policies/held-policies";
import { attempt } from "./attempt";
import { NO_POLICIES, PolicySet, identitiesOf, identityPolicies, policySet, suspects } from "./policy-sets";
import { Probe, probesOf } from "./probes";
import { Requester, identityRequester, requestersOf } from "./requesters";
import { Side } from "./side";
import { isEverybody } from "./statement-cover";

/** Something that somebody may do on one side and not on the other. */
export interface Gain {
  readonly requester: Requester;
  /** The resource whose policy it is by, or the identity. */
  readonly holder: Resource;
  readonly statement: Statement;
  readonly probe: Probe;
  readonly verdict: AccessVerdict;
  /** Why it is allowed on the one side, and why it isn't on the other. */
  readonly allowed: string;
  readonly denied?: string;
  /** Whether who may do it, or what it is done to, isn't on the other side. */
  readonly isOfNew: boolean;
  readonly isOnNew: boolean;
}

/** How many questions a comparison asks at most, so that a plan of ten thousand resources has an end. */
const MOST_QUESTIONS = 1500;

/** Identities' own policies, and those of endpoints, name nobody. */
const NOBODYS = /^aws_(?:vpc_endpoint|organizations_|ssoadmin_|iam_(?!role$))/;

/** What may be done on one side and not on the other: each question that a statement which is only there suggests, answered by the prover. */
export class AccessGains {
  /** Whether there were more questions than are asked. */
  public isCut = false;
  private left = MOST_QUESTIONS;

  /** @param from where it may not be done; @param to where it may */
  public constructor(
    private readonly from: Side,
    private readonly to: Side,
  ) {}

  /** By the policies of roles and users. */
  public ofIdentities(): Gain[] {
    return identitiesOf(this.to).flatMap((identity) => {
      const was = this.from.at(identity.address);
      const [old, next] = [was === undefined ? NO_POLICIES : identityPolicies(this.from, was), identityPolicies(this.to, identity)];
      const requester = identityRequester(this.to, identity);
      return this.asked(old, next, identity, () => [requester]);
    });
  }

  /** By the policies of resources, trust policies among them. */
  public ofResources(policiesFrom: ReadonlyMap<string, HeldPolicy>, policiesTo: ReadonlyMap<string, HeldPolicy>): Gain[] {
    // A policy that leaves takes its denials with it.
    const gone = [...policiesFrom]
      .filter(([key]) => !policiesTo.has(key))
      .map(([key, held]): [string, HeldPolicy] => [key, { ...held, statements: [] }]);
    return [...policiesTo, ...gone].flatMap(([key, held]) => {
      const { resource: holder, attribute, statements } = held;
      if (statements === undefined || NOBODYS.test(holder.type) || (holder.type === "aws_iam_role" && attribute !== "assume_role_policy")) {
        return [];
      }
      const old = policiesFrom.get(key);
      if (old !== undefined && old.statements === undefined) return [];
      const [was, is] = [documentOf(old), documentOf(held)].map((document) => policySet(document.statements)) as [PolicySet, PolicySet];
      // What everybody may do is an exposure.
      const next = {
        ...is,
        allows: is.allows.filter(
          ({ principals, condition }) => principals !== undefined && (!isEverybody(principals) || condition !== undefined),
        ),
      };
      const requesters = (statement: Statement): readonly Requester[] => requestersOf(statement, holder, this.to);
      return this.asked(was, next, holder, requesters, { owner: this.ownerOf(holder), isNew: old === undefined });
    });
  }

  private asked(
    old: PolicySet,
    next: PolicySet,
    holder: Resource,
    requesters: (statement: Statement) => readonly Requester[],
    ofResource?: { readonly owner: Resource | undefined; readonly isNew: boolean },
  ): Gain[] {
    const { allows, others } = suspects(old, next);
    const isExpected = (statement: Statement): boolean => allows.includes(statement);
    return [...allows, ...others].flatMap((statement) => {
      // From nothing, what comes as a whole is allowed what it is made for.
      const asking = requesters(statement).filter((one) => !this.from.isEmpty || isOutside(one) || isEverything(statement));
      const probes = asking.length === 0 ? [] : probesOf(statement, this.to, ofResource?.owner);
      return asking.flatMap((requester) => {
        const gains = (isElsewhere: boolean): Gain[] =>
          probes
            .filter((probe) => (probe.isElsewhere === true) === isElsewhere)
            .flatMap((probe) => this.gain({ requester, holder, statement, probe }, isExpected(statement), ofResource?.isNew) ?? []);
        const here = gains(false);
        // Whoever may do it here for the first time is told by that.
        return here.length > 0 ? here : gains(true);
      });
    });
  }

  private gain(
    asked: Pick<Gain, "requester" | "holder" | "statement" | "probe">,
    isExpected: boolean,
    isNewPolicy: boolean | undefined,
  ): Gain | undefined {
    const { requester, probe, statement } = asked;
    const isOfNew = requester.resource === undefined ? isNewPolicy === true : this.from.at(requester.resource.address) === undefined;
    const isOnNew = probe.resource !== undefined && this.from.at(probe.resource.address) === undefined;
    // What a newcomer does with what comes with it says nothing, nor does what a service does for what is new.
    const isPlain = !isOutside(requester) && !isEverything(statement);
    if (isPlain && isOfNew && (isOnNew || probe.resource === undefined)) return undefined;
    if (isPlain && isOnNew && requester.kind === "service") return undefined;
    const is = this.ask(this.to, requester.id, probe);
    if (is === undefined || is.verdict === "denied") return undefined;
    const was = this.ask(this.from, this.idIn(requester), probe);
    const before = was?.verdict ?? "denied";
    const isWider = before === "denied" || (before === "depends" && (isExpected || is.verdict === "allowed"));
    return isWider ? { ...asked, verdict: is.verdict, allowed: is.explanation, denied: was?.explanation, isOfNew, isOnNew } : undefined;
  }

  private ask(side: Side, principal: string | undefined, { action, arn, resource, suffix }: Probe): Access | undefined {
    if (principal === undefined || side.isEmpty) return undefined;
    if (this.left <= 0) {
      this.isCut = true;
      return undefined;
    }
    this.left -= 1;
    const there = resource === undefined ? undefined : side.at(resource.address);
    const own = there === undefined ? arn : side.names.arn(there);
    const [service = "", name = ""] = action.split(":");
    const request = {
      // No root user can assume a role: an account that is trusted lets its own roles and users do it.
      principal: service.toLowerCase() === "sts" ? principal.replace(/:root$/, ":role/some-role") : principal,
      action: `${service.toLowerCase()}:${name}`,
      resource: own,
      ...(suffix !== "" && { resourcePath: suffix }),
    };
    return attempt(() => side.access.evaluate(request));
  }

  /** The requester by the name that it has on the other side. */
  private idIn({ id, resource }: Requester): string | undefined {
    if (resource === undefined) return id;
    const was = this.from.at(resource.address);
    return was && this.from.names.arn(was);
  }

  /** What a policy is about that doesn't say so: the key of a key policy, the role of a trust policy. */
  private ownerOf(holder: Resource): Resource | undefined {
    const { configuration } = this.to;
    if (RESOURCE_ARNS[holder.type] !== undefined) return holder;
    const type = holder.type.replace(/_policy$/, "");
    return Object.values(holder.args)
      .map((value) => (typeof value === "string" ? configuration.find(configuration.key(holder, value)) : undefined))
      .find((resource) => resource !== undefined && resource.type === type && resource.key !== holder.key);
  }
}

/** Somebody who isn't of the account. */
function isOutside({ kind }: Requester): boolean {
  return kind === "outside" || kind === "federated";
}

/** Whether a statement allows every action on every resource. */
function isEverything({ actions, resources }: Statement): boolean {
  return actions?.includes("*") === true && resources?.includes("*") === true;
}

function documentOf(held: HeldPolicy | undefined): PolicyDocument {
  return policyDocument({ Statement: held?.statements });
}
