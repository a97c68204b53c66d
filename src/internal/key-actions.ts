/** What a service needs that encrypts and decrypts under a key by itself. */
export const SERVICE_ENCRYPT_DECRYPT_ACTIONS = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/** What a service needs that sends to a topic or a queue under a key (SNS Developer Guide, "Key management"). */
export const SEND_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey*"];
