import { join } from "node:path";
import { pythonEnvironment } from "../support/emulator/python-environment";
import { Failure } from "../support/failure";
import { PROJECT } from "../support/paths";
import { lastLines, run } from "../support/process";

const PRINT = "import moto.iam.aws_managed_policies as policies; print(policies.aws_managed_policies_data)";

/** The condition keys of managed policies whose values are principals of services. */
const KEYS = /^(?:iam:AWSServiceName|iam:PassedToService|aws:CalledVia(?:First|Last)?|organizations:ServicePrincipal)$/i;
const PRINCIPAL = /^([a-z0-9.-]+)\.amazonaws\.com$/;

/**
 * AWS's managed policies, by name, as the emulator's packages bring them.
 *
 * @throws Failure where pip can't install them
 */
export async function managedPolicies(onProgress: (message: string) => void): Promise<unknown> {
  const python = await pythonEnvironment(join(PROJECT, "tools/emulator/requirements.txt"), onProgress);
  const { status, stdout, stderr } = await run({ program: python, args: ["-c", PRINT] });
  if (status !== 0) throw new Failure(`The emulator's packages have no managed policies: ${lastLines(stderr)}`);
  return JSON.parse(stdout) as unknown;
}

/** The principals of services that policies name in conditions, without `.amazonaws.com`, in order. Pure. */
export function namedPrincipals(policies: unknown): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, within] of Object.entries(value)) {
      if (!KEYS.test(name)) look(within);
      else for (const text of [within].flat()) found.add(PRINCIPAL.exec(String(text))?.[1] ?? "");
    }
  };
  look(policies);
  found.delete("");
  return [...found].sort();
}
