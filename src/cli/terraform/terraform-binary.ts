import { Failure } from "../failure";
import { run } from "../process";
import { Version, compareVersions, formatVersion, parseVersion } from "../version";

/** The S3 backend locks without a table from this release on. */
export const OLDEST_TERRAFORM: Version = [1, 10, 0];

const HOW_TO_GET_IT =
  "Install it from https://developer.hashicorp.com/terraform/install so that `terraform` is on PATH, or name another binary in TERRAFORM_BINARY_NAME.";

/** What a program said when it was asked for its version. */
export interface VersionAnswer {
  readonly status: number;
  readonly output: string;
}

/**
 * The version in the answer of `terraform version`.
 *
 * @throws Failure if it isn't there, isn't Terraform, or is older than 1.10
 */
export function checkTerraform(binary: string, { status, output }: VersionAnswer): Version {
  const oldest = formatVersion(OLDEST_TERRAFORM.slice(0, 2));
  if (status === 127) {
    throw new Failure(`Terraform ${oldest} or newer is needed to plan and deploy, and "${binary}" isn't there. ${HOW_TO_GET_IT}`);
  }
  const version = parseVersion(/^(?:Terraform|OpenTofu) v\S+/m.exec(output)?.[0] ?? "");
  if (!version) throw new Failure(`"${binary} version" doesn't answer with Terraform's version. ${HOW_TO_GET_IT}`);
  if (compareVersions(version, OLDEST_TERRAFORM) < 0) {
    throw new Failure(
      `Terraform ${oldest} or newer is needed (state locks in S3), and "${binary}" is ${formatVersion(version)}. ${HOW_TO_GET_IT}`,
    );
  }
  return version;
}

/** The Terraform of this machine: TERRAFORM_BINARY_NAME, as CDKTF has it, or `terraform` on PATH. */
export async function findTerraform(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const binary = env.TERRAFORM_BINARY_NAME || "terraform";
  const { status, stdout, stderr } = await run({ program: binary, args: ["version"], env: { ...env, CHECKPOINT_DISABLE: "1" } });
  checkTerraform(binary, { status, output: stdout + stderr });
  return binary;
}
