import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { changedAddresses, read, stackAddresses } from "../../../tools/release/addresses";

/** What differs between the addresses of a module's full stack and `api/addresses/<module>.txt`, and what to do about it; nothing for the same. */
export function changesSinceCommitted(module: string, stack: TerraformStack): string {
  const committed = read(readFileSync(join(__dirname, `../../../api/addresses/${module}.txt`), "utf8"));
  return changedAddresses(committed, stackAddresses(stack));
}
