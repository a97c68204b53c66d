import { ArchiveBucket } from "../../modules/storage";
import { statements, synth, testStack } from "../support/synth";
import { makeRole } from "./fixture";

test("an archive that exists is granted to roles, legal hold included", () => {
  const stack = testStack();
  const role = makeRole(stack);
  const archive = ArchiveBucket.fromAttributes(stack, "Records", { bucketName: "acme-records" });
  archive.grantWrite(role, "trades/*");
  archive.grantLegalHold(role);
  expect(statements(synth(stack).resource("aws_iam_role_policy").policy)).toMatchObject([
    { Sid: "RecordsLegalHold", Action: ["s3:GetObjectLegalHold", "s3:PutObjectLegalHold"], Resource: "arn:aws:s3:::acme-records/*" },
    { Sid: "RecordsWrite", Resource: "arn:aws:s3:::acme-records/trades/*" },
  ]);
});
