import { PolicyStatement } from "../../src/core";
import { PolicyDocument, tlsOnlyStatement } from "../../src/internal/policy-document";

const read: PolicyStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"] };
const write: PolicyStatement = { sid: "Write", actions: ["s3:PutObject", "s3:AbortMultipartUpload"], resources: ["arn:aws:s3:::assets/*"] };

const sids = (document: PolicyDocument) => JSON.parse(document.toJson()).Statement.map((statement: { Sid: string }) => statement.Sid);

describe("PolicyDocument", () => {
  test("is the same text whatever the order of the calls", () => {
    expect(new PolicyDocument([write, read]).toJson()).toBe(new PolicyDocument([read, write]).toJson());
  });

  // IAM User Guide, "IAM JSON policy elements: Version".
  test("is in the current version of the policy language", () => {
    expect(JSON.parse(new PolicyDocument([read]).toJson()).Version).toBe("2012-10-17");
  });

  test("is empty until a statement is added, and lists the sids in one order, each once", () => {
    const document = new PolicyDocument();
    expect([document.isEmpty, document.sids]).toEqual([true, []]);
    document
      .add(write)
      .add(read)
      .add({ ...read, actions: ["s3:ListBucket"] });
    expect([document.isEmpty, document.sids]).toEqual([false, ["Read", "Write"]]);
  });

  test("sorts the actions of a statement, so that a new one is one line of a diff", () => {
    expect(JSON.parse(new PolicyDocument([write]).toJson()).Statement[0].Action).toEqual(["s3:AbortMultipartUpload", "s3:PutObject"]);
  });

  test("holds the same statement once", () => {
    expect(sids(new PolicyDocument([read]).add(read))).toEqual(["Read"]);
  });

  test("keeps statements of one sid apart by a counter", () => {
    expect(sids(new PolicyDocument([read, { ...read, actions: ["s3:ListBucket"] }]))).toEqual(["Read", "Read2"]);
  });

  test("never gives a counter that another statement's sid has", () => {
    const twice = { ...read, actions: ["s3:ListBucket"] };
    expect(sids(new PolicyDocument([read, twice, { ...write, sid: "Read2" }]))).toEqual(["Read", "Read2", "Read3"]);
  });

  test("gives each further statement of one sid a counter of its own, behind those that are taken", () => {
    const others = ["s3:A", "s3:B", "s3:C"].map((action) => ({ ...read, actions: [action] }));
    expect(sids(new PolicyDocument([...others, { ...write, sid: "Read3" }]))).toEqual(["Read", "Read2", "Read3", "Read4"]);
    expect(sids(new PolicyDocument([...others, { ...others[0]!, sid: "Read2" }, { ...others[1]!, sid: "Read2" }]))).toEqual([
      "Read",
      "Read2",
      "Read22",
      "Read3",
      "Read4",
    ]);
  });

  test("is sorted by sid, statements of one sid by what they say", () => {
    const document = new PolicyDocument([write, { ...read, actions: ["s3:ListBucket"] }, { ...write, sid: "Archive" }, read]);
    expect(JSON.parse(document.toJson()).Statement.map(({ Sid, Action }: Record<string, unknown>) => [Sid, [Action].flat()[0]])).toEqual([
      ["Archive", "s3:AbortMultipartUpload"],
      ["Read", "s3:GetObject"],
      ["Read2", "s3:ListBucket"],
      ["Write", "s3:AbortMultipartUpload"],
    ]);
  });

  test("takes what AWS refuses in a sid out of it", () => {
    expect(sids(new PolicyDocument([{ ...read, sid: "Trade-records read" }]))).toEqual(["Traderecordsread"]);
  });

  test("writes principals by kind, and everybody as a star", () => {
    const document = new PolicyDocument([
      { ...read, sid: "A", principals: { services: ["logs.amazonaws.com"], aws: ["arn:aws:iam::111122223333:root"] } },
      {
        ...read,
        sid: "C",
        principals: { federated: ["arn:aws:iam::111122223333:oidc-provider/x", "arn:aws:iam::111122223333:saml-provider/y"] },
      },
      { ...read, sid: "B", effect: "Deny", principals: "*", conditions: { Bool: { "aws:SecureTransport": "false" } } },
    ]);
    expect(JSON.parse(document.toJson()).Statement).toEqual([
      {
        Sid: "A",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root", Service: "logs.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::assets/*",
      },
      {
        Sid: "B",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::assets/*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "C",
        Effect: "Allow",
        Principal: { Federated: ["arn:aws:iam::111122223333:oidc-provider/x", "arn:aws:iam::111122223333:saml-provider/y"] },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::assets/*",
      },
    ]);
  });

  // IAM User Guide, "AWS global condition context keys": aws:SecureTransport.
  test("can deny whoever doesn't come over TLS, everybody included", () => {
    expect(tlsOnlyStatement(["sns:Publish"], ["arn:aws:sns:eu-central-1:111122223333:alarms"])).toEqual({
      sid: "TlsOnly",
      effect: "Deny",
      principals: "*",
      actions: ["sns:Publish"],
      resources: ["arn:aws:sns:eu-central-1:111122223333:alarms"],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    });
  });
});
