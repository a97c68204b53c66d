import { TerraformStack } from "cdktf";
import { AuroraCluster, AuroraClusterProps } from "../../modules/aurora-cluster";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { testStack } from "../support/synth";

export type DatabaseProps = Partial<AuroraClusterProps>;

/** `Database` in a stack of its own, with a key. */
export function database(props: DatabaseProps = {}): { stack: TerraformStack; key: EncryptionKey; cluster: AuroraCluster } {
  const stack = testStack();
  const key = new EncryptionKey(stack, "Key");
  const cluster = new AuroraCluster(stack, "Database", { network, encryptionKey: key, ...props });
  return { stack, key, cluster };
}
