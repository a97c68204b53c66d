import { PolicyStatement } from "../../src/core";
import { PolicyDocument } from "../../src/internal/policy-document";

const read: PolicyStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"] };
const write: PolicyStatement = { sid: "Write", actions: ["s3:PutObject", "s3:AbortMultipartUpload"], resources: ["arn:aws:s3:::assets/*"] };

const sids = (document: PolicyDocument) => JSON.parse(document.toJson()).Statement.map((statement: { Sid: string }) => statement.Sid);

describe("PolicyDocument", () => {
  test("is the same text whatever the order of the calls", () => {
    expect(new PolicyDocument([write, read]).toJson()).toBe(new PolicyDocument([read, write]).toJson());
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

  test("takes what AWS refuses in a sid out of it", () => {
    expect(sids(new PolicyDocument([{ ...read, sid: "Trade-records read" }]))).toEqual(["Traderecordsread"]);
  });

  test("writes principals by kind, and everybody as a star", () => {
    const document = new PolicyDocument([
      { ...read, sid: "A", principals: { services: ["logs.amazonaws.com"], aws: ["arn:aws:iam::111122223333:root"] } },
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
    ]);
  });
});
