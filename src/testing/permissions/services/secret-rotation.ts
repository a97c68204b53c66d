import { ServiceNeed } from "./need";
import { asRole, principalOf, through, withKey } from "./requests";

const SECRET = [
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetSecretValue",
  "secretsmanager:PutSecretValue",
  "secretsmanager:UpdateSecretVersionStage",
];

/** Rotation by a function. */
export const SECRET_ROTATION: ServiceNeed = {
  id: "secret-rotation",
  page: 'AWS Secrets Manager User Guide, "Lambda rotation function execution role permissions for AWS Secrets Manager" and "Rotate by Lambda function"',
  types: ["aws_secretsmanager_secret_rotation"],
  requests: (view, rotation) => {
    const lambda = view.target(rotation, rotation.args.rotation_lambda_arn, "aws_lambda_function");
    const secret = view.target(rotation, rotation.args.secret_id, "aws_secretsmanager_secret");
    if (lambda === undefined || secret === undefined) return [];
    const role = lambda.resource && view.role(lambda.resource, lambda.resource.args.role);
    const place = view.place(rotation);
    const purpose = `AWS Secrets Manager rotates ${secret.resource?.name ?? secret.arn}`;
    const key = secret.resource && view.key(secret.resource, secret.resource.args.kms_key_id);
    return [
      {
        principal: principalOf("secretsmanager"),
        action: "lambda:InvokeFunction",
        resource: lambda.arn,
        context: { "aws:SourceAccount": place.accountId },
        purpose,
      },
      ...asRole(role, SECRET, secret.arn, purpose),
      ...(role
        ? withKey(role.arn, key, ["kms:Decrypt", "kms:GenerateDataKey"], purpose, {
            ...through("secretsmanager", place),
            "kms:EncryptionContext:SecretARN": secret.arn,
          })
        : []),
    ];
  },
};
