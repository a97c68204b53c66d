import { closestTo, sameButWords } from "../../src/internal/spelling";

describe("the name that a misspelt one was likely meant to be", () => {
  test.each([
    ["a letter is another", "bucketNane", "bucketName"],
    ["a letter is missing", "bucketNme", "bucketName"],
    ["a letter is too much", "bucketNamee", "bucketName"],
    ["capitals are others", "BUCKETNAME", "bucketName"],
    ["two letters have changed places in a name of eight", "intervla", "interval"],
    ["one letter is another in a name of two", "op", "up"],
  ])("is found where %s", (_, misspelt, meant) => {
    expect(closestTo(misspelt, ["retentionDays", "bucketName", "interval", "up"])).toBe(meant);
  });

  test("is the nearest of several", () => {
    expect(closestTo("alarmsTopic", ["alarmTopics", "alarmTopic"])).toBe("alarmTopic");
  });

  test("is none where none is near", () => {
    expect(closestTo("encryptionKey", ["bucketName", "interval"])).toBeUndefined();
  });

  test("is none where two of three letters are others", () => {
    expect(closestTo("abc", ["axy"])).toBeUndefined();
  });
});

describe("the one name that has all words of another", () => {
  test("is found, whether it has more words or fewer", () => {
    expect(sameButWords("provider", ["globalProvider", "zone"])).toBe("globalProvider");
    expect(sameButWords("globalProvider", ["provider", "zone"])).toBe("provider");
  });

  test("is none where several have them", () => {
    expect(sameButWords("provider", ["globalProvider", "secondProvider"])).toBeUndefined();
  });

  test("is none where letters are the same and words aren't", () => {
    expect(sameButWords("provide", ["provider"])).toBeUndefined();
  });
});
