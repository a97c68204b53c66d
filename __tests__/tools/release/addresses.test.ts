import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleAddresses, lostAddresses, movedLines, read, written } from "../../../tools/release/addresses";

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
