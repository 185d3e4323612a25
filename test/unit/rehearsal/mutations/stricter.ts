// What AWS does and the models refuse all the same: each with what AWS would do, and where that was read. The other way round
// from the allowances, and asserted like them.
import type { Properties } from "../../../../rehearsal/world/model";

/** Something that is refused by the rehearsal alone. */
export interface Stricter {
  readonly type: string;
  /** Why that is a defect in a program, so that refusing it is right. */
  readonly why: string;
  /** Where it was read what AWS does, with year and month. */
  readonly source: string;
  /** What a second one asks for besides what the first did. @default the same */
  readonly with?: Properties;
}

/** One for each place in the models where `StricterThanAws` is thrown. */
export const stricter: readonly Stricter[] = [
  {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    why: "the later alarm overwrites the earlier, and either deletion takes it from both",
    source:
      "API_PutMetricAlarm.html (read 2026-11); hashicorp/terraform-provider-aws issue 44146 and pull request 44169, open (read 2026-11-26)",
  },
  {
    type: "aws:cloudwatch/dashboard:Dashboard",
    why: "the later dashboard overwrites the earlier, and either deletion takes it from both",
    source:
      "API_PutDashboard.html (read 2026-11); cloudwatch/dashboard.go, resourceDashboardPut (read 2026-11-26)",
  },
  {
    type: "aws:sns/topic:Topic",
    why: "both resources are one topic, and either deletion takes it from both",
    source:
      "API_CreateTopic.html (read 2026-11); sns/topic.go, resourceTopicCreate (read 2026-11-26)",
  },
  {
    type: "aws:sns/topicPolicy:TopicPolicy",
    why: "the later policy overwrites the earlier, and either deletion resets it for both",
    source: "sns/topic_policy.go, resourceTopicPolicyUpsert and Delete (read 2026-11-26)",
  },
  {
    type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    why: "the later policy overwrites the earlier, and either deletion takes it from both",
    source: "ecr/lifecycle_policy.go, resourceLifecyclePolicyCreate and Delete (read 2026-11-26)",
  },
  {
    type: "aws:route53/record:Record",
    why: "both resources are one record set, and either deletion takes it from both",
    source: "route53/record.go, resourceRecordCreate: UPSERT (read 2026-11-26)",
    with: { allowOverwrite: true },
  },
  {
    type: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    why: "no pod gets credentials by it",
    source: "eks/latest/userguide/pod-id-role.html (read 2026-11)",
    with: {
      serviceAccount: "another",
      roleArn: "arn:aws:iam::111122223333:role/staging-eu-west-1-cluster-cluster-role",
    },
  },
];
