import { blocks, segments } from "../../../src/diagram/model/resources";

// Terraform, "Resource addressing": modules and their keys, then type, name and key.
test.each([
  ["Network/FlowLogs", ["Network", "FlowLogs"]],
  ["aws_s3_bucket.files", ["files"]],
  ["aws_s3_bucket.this", ["this"]],
  ["aws_instance.web[0]", ["web"]],
  ["module.orders.aws_sqs_queue.this", ["orders"]],
  ["module.orders.aws_sqs_queue.main", ["orders"]],
  ["module.orders.aws_sqs_queue.default", ["orders"]],
  ["module.orders.aws_sqs_queue.dead", ["orders", "dead"]],
  ["module.a.module.b.aws_sqs_queue.this", ["a", "b"]],
  ['module.a["x.y"].aws_sqs_queue.it["z"]', ["a", "it"]],
  ["module.module.aws_sqs_queue.it", ["module", "it"]],
])("the words of %s are %j", (name, words) => {
  expect(segments(name)).toEqual(words);
});

test.each([
  [undefined, []],
  [null, []],
  ["x", []],
  [{ a: 1 }, [{ a: 1 }]],
  [
    [{ a: 1 }, null, "x", { b: 2 }],
    [{ a: 1 }, { b: 2 }],
  ],
])("the blocks of %j are %j", (value, expected) => {
  expect(blocks(value)).toEqual(expected);
});
