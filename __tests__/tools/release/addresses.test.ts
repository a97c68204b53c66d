import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changedAddresses, lostAddresses, movedLines, read, written } from "../../../tools/release/addresses";
import { exampleAddresses } from "../../../tools/release/example-addresses";

const OLDER = read("aws_kms_key.Key_1 Key/Resource\naws_rds_cluster.Old_2 Old/Resource\naws_sns_topic.Alarms_3 Alarms/Resource\n");
const NEWER = read("aws_kms_key.Key_1 Key/Resource\naws_rds_cluster.New_4 New/Resource\naws_s3_bucket.Logs_5 Logs/Resource\n");

test("api/addresses.txt has the address of each of the example's resources; else look at the change: npm run addresses", () => {
  expect(written(exampleAddresses())).toBe(readFileSync(join(__dirname, "../../../api/addresses.txt"), "utf8"));
});

test("what is written is read again", () => {
  expect(written(read(written(OLDER)))).toBe(written(OLDER));
});

test("an address that is gone is lost, with the new ones of its type", () => {
  expect(lostAddresses(OLDER, NEWER)).toEqual([
    { address: "aws_rds_cluster.Old_2", path: "Old/Resource", candidates: ["aws_rds_cluster.New_4"] },
    { address: "aws_sns_topic.Alarms_3", path: "Alarms/Resource", candidates: [] },
  ]);
});

test("a further address is no loss", () => {
  expect(lostAddresses(OLDER, new Map([...OLDER, ...NEWER]))).toEqual([]);
});

test("a lost address comes with the call that keeps its resource", () => {
  expect(movedLines(lostAddresses(OLDER, NEWER), NEWER)).toBe(
    'aws_rds_cluster.Old_2 (Old/Resource) is gone.\n  moved to aws_rds_cluster.New_4 (New/Resource)? Users call .moveFromId("aws_rds_cluster.Old_2") on it.\n' +
      "aws_sns_topic.Alarms_3 (Alarms/Resource) is gone.\n  Nothing of its type is new: it is deleted.\n",
  );
});

test("of a list that differs, what is gone and what is new is said, with what to do", () => {
  expect(changedAddresses(OLDER, NEWER)).toBe(
    `${movedLines(lostAddresses(OLDER, NEWER), NEWER)}` +
      "aws_rds_cluster.New_4 (New/Resource) is new.\naws_s3_bucket.Logs_5 (Logs/Resource) is new.\n" +
      "A construct's id is a promise: give it back. Where the change is meant, npm run addresses, and say it in the changelog.\n",
  );
});

test("of a list that is the same, nothing is said", () => {
  expect(changedAddresses(OLDER, OLDER)).toBe("");
});
