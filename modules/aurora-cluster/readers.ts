import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";
import { RDS_NAME } from "./identifiers";
import { checkInstanceClass } from "./instance-class";

/** An instance of the cluster that is meant to be a reader, and is always there: an Aurora Replica. */
export interface AuroraReader {
  /** The reader's instance class. @default - the cluster's `instanceClass` */
  readonly instanceClass?: string;
  /** Order of failover, 0 (first) to 15. Serverless readers in tiers 0 and 1 scale with the writer. @default 1 */
  readonly promotionTier?: number;
  /** The AZ that the reader is in, one of the network's data subnets. A change replaces the reader. @default - chosen by RDS */
  readonly availabilityZone?: string;
}

/** The instance of the cluster that is meant to be its writer. Which one is at any time is Aurora's business. */
export interface AuroraWriter {
  /** The instance's class. @default - the cluster's `instanceClass` */
  readonly instanceClass?: string;
  /** Order of failover, 0 (first) to 15. @default 0 */
  readonly promotionTier?: number;
  /** The AZ that the instance is in, one of the network's data subnets. A change replaces the instance. @default - chosen by RDS */
  readonly availabilityZone?: string;
}

const READER: PropTypes<AuroraReader> = {
  instanceClass: optional(STRING),
  promotionTier: optional(NUMBER),
  availabilityZone: optional(STRING),
};

/** The prop type of `writer`. */
const WRITER: PropTypes<AuroraWriter> = READER;

/** Readers by their names. */
export type Readers = Readonly<Record<string, AuroraReader>>;

/** What `writer` is called among the instances of a cluster, whatever it is at the time. */
export const MAIN_INSTANCE = "main";
/** Aurora's limit for readers of one cluster (Aurora User Guide, "Replication with Amazon Aurora"). */
export const MAX_READERS = 15;
export const DEFAULT_READERS: Readers = { a: {} };

/** What a member of a cluster is checked against. */
interface MemberContext {
  readonly engine: AuroraEngine;
  /** The AZs of the network's data subnets. */
  readonly availabilityZones: readonly string[];
}

/** Records readers that Aurora, or its rules for names, refuse. */
export function checkReaders(validator: Validator, readers: Readers, context: MemberContext): void {
  const count = Object.keys(readers).length;
  validator.check("readers", count, count <= MAX_READERS, `must be at most ${MAX_READERS}`, "Use larger instances, or another cluster.");
  for (const [name, reader] of Object.entries(readers)) {
    const prop = `readers["${name}"]`;
    validator.check(
      prop,
      name,
      RDS_NAME.test(name) && name !== MAIN_INSTANCE,
      `must be named in lower-case letters, digits and single dashes, and not "${MAIN_INSTANCE}"`,
      'Name it as in { a: {} }, or for what it serves: "reports".',
    );
    validator.props(reader, READER, prop);
    checkMember(validator, prop, reader, context);
  }
}

/** Records a choice for the main instance that Aurora refuses. */
export function checkWriter(validator: Validator, writer: AuroraWriter | undefined, context: MemberContext): void {
  if (!isGiven(writer)) return;
  validator.props(writer, WRITER, "writer");
  checkMember(validator, "writer", writer, context);
}

function checkMember(validator: Validator, prop: string, member: AuroraReader, { engine, availabilityZones }: MemberContext): void {
  if (!isGiven(member)) return;
  const { availabilityZone } = member;
  validator.integerBetween(`${prop}.promotionTier`, member.promotionTier, 0, 15);
  checkInstanceClass(validator, `${prop}.instanceClass`, member.instanceClass, engine);
  // AZs that are looked up are known to Terraform alone.
  if (availabilityZones.every(isKnown)) {
    validator.check(
      `${prop}.availabilityZone`,
      availabilityZone,
      !availabilityZone || !isKnown(availabilityZone) || availabilityZones.includes(availabilityZone),
      "must be an AZ of the network's data subnets",
      `Use one of ${availabilityZones.join(", ")}.`,
    );
  }
}
