/** Prop sets of StateBucket. */
import { StateBucket } from "../../../modules/state-backend";
import { byName, int, pick, props, ref, removal, someOf } from "./arbitraries";
import { Subjects } from "./run";

const KEYS = ["trading-prod/terraform.tfstate", "dev/network.tfstate"];

export const state: Subjects = {
  StateBucket: {
    props: props(
      { bucketName: pick("trading-state-111122223333", "trading.state", "x".repeat(50)) },
      {
        encryptionKey: ref("key"),
        expireNoncurrentAfterDays: int(1, 36500),
        noncurrentVersionsToKeep: int(1, 100),
        stateKeys: someOf(KEYS, 1),
        deletionAllowedTo: someOf(["arn:aws:iam::111122223333:role/break-glass", "arn:aws:iam::111122223333:role/ops-*"], 1),
        readers: byName(
          props({
            principalArns: someOf(["arn:aws:iam::444455556666:role/plan", "arn:aws:iam::777788889999:root"], 1),
            stateKeys: someOf(KEYS, 1),
          }),
          ["reviewers", "security"],
          1,
        ),
        accessLogs: ref("logs"),
        replica: props(
          { provider: ref("replicaProvider") },
          {
            region: pick("eu-west-1"),
            bucketName: pick("trading-state-copy"),
            encryptionKey: ref("replicaKey"),
            accessLogs: ref("replicaLogs"),
          },
        ),
        provider: ref("globalProvider"),
        region: pick("eu-central-1", "us-east-1"),
        removal,
      },
    ),
    build: (scope, id, given) => new StateBucket(scope, id, given),
    excepted: {
      "terraform-prevent-destroy": ({ removal: chosen }) => chosen === "destroy",
      "terraform-no-force-destroy": ({ removal: chosen }) => chosen === "destroy",
      "s3-bucket-access-logs": ({ accessLogs, replica }) =>
        accessLogs === undefined || (replica !== undefined && replica.accessLogs === undefined),
    },
  },
};
