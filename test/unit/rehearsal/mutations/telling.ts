// Whether a refusal is about what was done, so that a mutation is not taken for refused when something else was wrong.
import type { Answer } from "./bench";
import type { Kind, Trial } from "./trials";

/** What services say of an input without naming it or its value. */
const inOtherWords: Readonly<Record<string, RegExp>> = {
  "aws:cloudwatch/logGroup:LogGroup kmsKeyId": /KMS key does not exist/,
  "aws:cloudwatch/metricAlarm:MetricAlarm alarmActions[]": /Invalid region .+ specified/,
  "aws:cloudwatch/metricAlarm:MetricAlarm okActions[]": /Invalid region .+ specified/,
  "aws:sns/topicPolicy:TopicPolicy arn": /Topic does not exist/,
  "kubernetes:apps/v1:Deployment spec.template.spec.containers[].resources.limits{}": /quantities/,
  "kubernetes:apps/v1:Deployment spec.template.spec.containers[].resources.requests{}":
    /quantities/,
  "kubernetes:core/v1:LimitRange spec.limits[].default{}": /quantities/,
  "kubernetes:core/v1:LimitRange spec.limits[].defaultRequest{}": /quantities/,
  "kubernetes:core/v1:ResourceQuota spec.hard{}": /quantities/,
};

/** What the types of the SDKs tell: at which place, to the letter. */
const exact: readonly Kind[] = ["missing", "unknown", "type"];

/** True where the answer names the path, the value or, in a service's sentence, what the input is called. */
export function speaksOf({ kind, type, path, value, answer }: Trial): boolean {
  if (answer === "served") return false;
  const plain = withoutPlaces(path);
  if (answer.by === "check") {
    return answer.failures.some(({ path: at, reason }) => {
      const named = withoutPlaces(at);
      if (exact.includes(kind)) return path.endsWith("{}") ? isIn(named, plain) : named === plain;
      return touches(named, plain) || (value !== "" && reason.includes(value));
    });
  }
  const sentence = sentenceOf(answer);
  if (!/^[A-Z]\w+(?:\.\w+)*$/.test(answer.code)) return false;
  const other = inOtherWords[`${type} ${path}`];
  if (other?.test(sentence) === true) return true;
  const last = value.split("/").at(-1) ?? "";
  return (
    (last !== "" && sentence.includes(last)) ||
    wordsOf(plain).some((word) => sentence.toLowerCase().includes(word))
  );
}

/** What stands around a service's own sentence: the provider's words and the SDK's, or the Kubernetes provider's. */
const frames: readonly RegExp[] = [
  /^1 error occurred:\n\t\* .*?, api error [A-Z]\w+(?:\.\w+)*: (?<own>.*)$/s,
  /^1 error occurred:\n\t\* (?<own>.*)$/s,
  /the Kubernetes API server(?: reported)?: (?<own>.*?)(?:\n\nThe resource already exists in the cluster\..*)?$/s,
];

/** What a service says itself; all of it where nothing stands around it. */
export function sentenceOf({ message }: Extract<Answer, { readonly by: "service" }>): string {
  const found = frames.map((frame) => frame.exec(message)?.groups?.["own"]);
  return (found.find((own) => own !== undefined) ?? message).trim();
}

/** Whether an answer claims to be AWS's: the SDK's words, with its code in them. */
export function posesAsAws({
  code,
  message,
}: Extract<Answer, { readonly by: "service" }>): boolean {
  return message.includes(`, api error ${code}: `);
}

/** Code and sentence, without what another run or another stack makes other: ids, hashes and the names with them. */
export function wordsFor(answer: Extract<Answer, { readonly by: "service" }>): string {
  const sentence = sentenceOf(answer)
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<uuid>")
    .replace(/(?<![0-9A-Za-z])(?=[a-f]*[0-9])[0-9a-f]*[a-f][0-9a-f]*(?![0-9A-Za-z])/g, (digits) =>
      digits.length < 5 ? digits : "<hex>",
    )
    .replace(/\b[0-9]{6}\b|\b[0-9]{10}\b/g, "<digits>")
    .replace(/\bZ[0-9A-Z]{12,}\b/g, "<zone>");
  return `${answer.code}: ${sentence}`;
}

/** `subnets`, `listener`, `vpc`: the words of a path that are long enough to mean something. */
function wordsOf(path: string): readonly string[] {
  const words = path
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[. ]/);
  return words.filter((word) => word.length > 3);
}

function withoutPlaces(path: string): string {
  return path.replace(/\[\d*\]|\{\}/g, "");
}

/** Whether one path is the other, above it or below it; an object by itself has none. */
function touches(one: string, other: string): boolean {
  return one === "" || one === other || isIn(one, other) || isIn(other, one);
}

function isIn(path: string, whole: string): boolean {
  return path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
}
