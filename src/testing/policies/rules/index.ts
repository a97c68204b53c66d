import { ACCOUNT_RULES } from "../catalogue/account";
import { COMPUTE_RULES } from "../catalogue/compute";
import { DATA_RULES } from "../catalogue/data";
import { EDGE_RULES } from "../catalogue/edge";
import { PolicyRule } from "../rule";

/** All rules, by their ids. */
export const POLICY_RULES: readonly PolicyRule[] = [...ACCOUNT_RULES, ...COMPUTE_RULES, ...DATA_RULES, ...EDGE_RULES].sort((one, other) =>
  one.id < other.id ? -1 : 1,
);
