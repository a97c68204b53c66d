import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareProviderSource } from "../../../src/cli/terraform/cli-configuration";
import { WantedProvider, terraformPlatform } from "../../../src/cli/terraform/provider-mirror";
import { Terraform as AnyTerraform } from "../../../src/cli/terraform/terraform";
import { findTerraform } from "../../../src/cli/terraform/terraform-binary";
import { CACHE } from "../paths";

export { terraformErrors } from "../../../src/cli/terraform/terraform";

/** Terraform on this machine, with what this project keeps of the AWS provider. */
export class Terraform extends AnyTerraform {
  /** @throws Failure where Terraform is missing or too old */
  public static async find(env: NodeJS.ProcessEnv = process.env): Promise<Terraform> {
    const source = prepareProviderSource(env, { folder: join(CACHE, "terraform"), wanted: wantedAwsProvider() });
    return new Terraform(await findTerraform(env), source);
  }
}

/** The release of the AWS provider that the bindings in use were generated from, which is the one that stacks ask for. */
export function wantedAwsProvider(): WantedProvider {
  const manifest = JSON.parse(readFileSync(require.resolve("@cdktf/provider-aws/package.json"), "utf8"));
  return { source: "hashicorp/aws", version: manifest.cdktf.provider.version, platform: terraformPlatform() };
}
