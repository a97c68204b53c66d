import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { AuroraEngine } from "./engine";
import { RDS_NAME } from "./identifiers";
import { checkInstanceClass } from "./instance-class";

/** A reader that is always there: an Aurora Replica. */
export interface AuroraReader {
  /** The reader's instance class. @default - the cluster's `instanceClass` */
  readonly instanceClass?: string;
  /** Order of failover, 0 (first) to 15. Serverless readers in tiers 0 and 1 scale with the writer. @default 1 */
  readonly promotionTier?: number;
}

const READER: PropTypes<AuroraReader> = { instanceClass: optional(STRING), promotionTier: optional(NUMBER) };

/** Readers by their names. */
export type Readers = Readonly<Record<string, AuroraReader>>;

/** Aurora's limit for readers of one cluster (Aurora User Guide, "Replication with Amazon Aurora"). */
export const MAX_READERS = 15;
export const DEFAULT_READERS: Readers = { a: {} };

/** Records readers that Aurora, or its rules for names, refuse. */
export function checkReaders(validator: Validator, readers: Readers, engine: AuroraEngine): void {
  const count = Object.keys(readers).length;
  validator.check("readers", count, count <= MAX_READERS, `must be at most ${MAX_READERS}`, "Use larger instances, or another cluster.");
  for (const [name, reader] of Object.entries(readers)) {
    const prop = `readers["${name}"]`;
    validator
      .props(reader, READER, prop)
      .check(
        prop,
        name,
        RDS_NAME.test(name) && name !== "writer",
        'must be named in lower-case letters, digits and single dashes, and not "writer"',
        'Name it as in { a: {} }, or for what it serves: "reports".',
      )
      .integerBetween(`${prop}.promotionTier`, reader.promotionTier, 0, 15);
    checkInstanceClass(validator, `${prop}.instanceClass`, reader.instanceClass, engine);
  }
}
