package cloudformation

// given is a statement that a policy template of SAM makes: actions of a service
// on resources. {Name} is a parameter of the template; region and account, which are
// the stack's, are "*".
type given struct {
	service, actions, resources string
	conditions                  []string
}

// policyTemplates are what the templates give, by name:
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
var policyTemplates = map[string][]given{
	"AMIDescribePolicy":                     {{"ec2", "DescribeImages", "*", nil}},
	"AWSSecretsManagerGetSecretValuePolicy": {{"secretsmanager", "GetSecretValue", "{SecretArn}", nil}},
	"AWSSecretsManagerRotationPolicy": {
		{"secretsmanager", "DescribeSecret GetSecretValue PutSecretValue UpdateSecretVersionStage", "arn:aws:secretsmanager:*:*:secret:*", []string{"StringEquals secretsmanager:resource/AllowRotationLambdaArn=arn:aws:lambda:*:*:function:{FunctionName}"}},
		{"secretsmanager", "GetRandomPassword", "*", nil},
	},
	"AcmGetCertificatePolicy": {{"acm", "GetCertificate", "{CertificateArn}", nil}},
	"AthenaQueryPolicy": {
		{"athena", "ListWorkGroups GetExecutionEngine GetExecutionEngines GetNamespace GetCatalogs GetNamespaces GetTables GetTable", "*", nil},
		{"athena", "StartQueryExecution GetQueryResults DeleteNamedQuery GetNamedQuery ListQueryExecutions StopQueryExecution GetQueryResultsStream ListNamedQueries CreateNamedQuery GetQueryExecution BatchGetNamedQuery BatchGetQueryExecution GetWorkGroup", "arn:aws:athena:*:*:workgroup/{WorkGroupName}", nil},
	},
	"CloudFormationDescribeStacksPolicy":   {{"cloudformation", "DescribeStacks", "arn:aws:cloudformation:*:*:stack/*", nil}},
	"CloudWatchDashboardPolicy":            {{"cloudwatch", "GetDashboard ListDashboards PutDashboard ListMetrics", "*", nil}},
	"CloudWatchDescribeAlarmHistoryPolicy": {{"cloudwatch", "DescribeAlarmHistory", "*", nil}},
	"CloudWatchPutMetricPolicy":            {{"cloudwatch", "PutMetricData", "*", nil}},
	"CodeCommitCrudPolicy": {
		{"codecommit", "GitPull GitPush CreateBranch DeleteBranch GetBranch ListBranches MergeBranchesByFastForward MergeBranchesBySquash MergeBranchesByThreeWay UpdateDefaultBranch BatchDescribeMergeConflicts CreateUnreferencedMergeCommit DescribeMergeConflicts GetMergeCommit GetMergeOptions BatchGetPullRequests CreatePullRequest DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests MergePullRequestByFastForward MergePullRequestBySquash MergePullRequestByThreeWay PostCommentForPullRequest UpdatePullRequestDescription UpdatePullRequestStatus UpdatePullRequestTitle DeleteFile GetBlob GetFile GetFolder PutFile DeleteCommentContent GetComment GetCommentsForComparedCommit PostCommentForComparedCommit PostCommentReply UpdateComment BatchGetCommits CreateCommit GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository UpdateRepositoryDescription ListTagsForResource TagResource UntagResource GetRepositoryTriggers PutRepositoryTriggers TestRepositoryTriggers GetBranch GetCommit UploadArchive GetUploadArchiveStatus CancelUploadArchive", "arn:aws:codecommit:*:*:{RepositoryName}", nil},
	},
	"CodeCommitReadPolicy": {
		{"codecommit", "GitPull GetBranch ListBranches BatchDescribeMergeConflicts DescribeMergeConflicts GetMergeCommit GetMergeOptions BatchGetPullRequests DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests GetBlob GetFile GetFolder GetComment GetCommentsForComparedCommit BatchGetCommits GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository ListTagsForResource GetRepositoryTriggers TestRepositoryTriggers GetBranch GetCommit GetUploadArchiveStatus", "arn:aws:codecommit:*:*:{RepositoryName}", nil},
	},
	"CodePipelineLambdaExecutionPolicy": {{"codepipeline", "PutJobSuccessResult PutJobFailureResult", "*", nil}},
	"CodePipelineReadOnlyPolicy":        {{"codepipeline", "ListPipelineExecutions", "arn:aws:codepipeline:*:*:{PipelineName}", nil}},
	"ComprehendBasicAccessPolicy": {
		{"comprehend", "BatchDetectKeyPhrases DetectDominantLanguage DetectEntities BatchDetectEntities DetectKeyPhrases DetectSentiment BatchDetectDominantLanguage BatchDetectSentiment", "*", nil},
	},
	"CostExplorerReadOnlyPolicy": {
		{"ce", "GetCostAndUsage GetDimensionValues GetReservationCoverage GetReservationPurchaseRecommendation GetReservationUtilization GetTags", "*", nil},
	},
	"DynamoDBBackupFullAccessPolicy": {
		{"dynamodb", "CreateBackup DescribeContinuousBackups", "arn:aws:dynamodb:*:*:table/{TableName}", nil},
		{"dynamodb", "DeleteBackup DescribeBackup ListBackups", "arn:aws:dynamodb:*:*:table/{TableName}/backup/*", nil},
	},
	"DynamoDBCrudPolicy": {
		{"dynamodb", "GetItem DeleteItem PutItem Scan Query UpdateItem BatchWriteItem BatchGetItem DescribeTable ConditionCheckItem", "arn:aws:dynamodb:*:*:table/{TableName} arn:aws:dynamodb:*:*:table/{TableName}/index/*", nil},
	},
	"DynamoDBReadPolicy": {
		{"dynamodb", "GetItem Scan Query BatchGetItem DescribeTable", "arn:aws:dynamodb:*:*:table/{TableName} arn:aws:dynamodb:*:*:table/{TableName}/index/*", nil},
	},
	"DynamoDBReconfigurePolicy": {{"dynamodb", "UpdateTable", "arn:aws:dynamodb:*:*:table/{TableName}", nil}},
	"DynamoDBRestoreFromBackupPolicy": {
		{"dynamodb", "RestoreTableFromBackup", "arn:aws:dynamodb:*:*:table/{TableName}/backup/*", nil},
		{"dynamodb", "PutItem UpdateItem DeleteItem GetItem Query Scan BatchWriteItem", "arn:aws:dynamodb:*:*:table/{TableName}", nil},
	},
	"DynamoDBStreamReadPolicy": {
		{"dynamodb", "DescribeStream GetRecords GetShardIterator", "arn:aws:dynamodb:*:*:table/{TableName}/stream/{StreamName}", nil},
		{"dynamodb", "ListStreams", "arn:aws:dynamodb:*:*:table/{TableName}/stream/*", nil},
	},
	"DynamoDBWritePolicy": {
		{"dynamodb", "PutItem UpdateItem BatchWriteItem", "arn:aws:dynamodb:*:*:table/{TableName} arn:aws:dynamodb:*:*:table/{TableName}/index/*", nil},
	},
	"EC2CopyImagePolicy": {{"ec2", "CopyImage", "arn:aws:ec2:*:*:image/{ImageId}", nil}},
	"EC2DescribePolicy":  {{"ec2", "DescribeRegions DescribeInstances", "*", nil}},
	"EFSWriteAccessPolicy": {
		{"elasticfilesystem", "ClientMount ClientWrite", "arn:aws:elasticfilesystem:*:*:file-system/{FileSystem}", []string{"StringEquals elasticfilesystem:AccessPointArn=arn:aws:elasticfilesystem:*:*:access-point/{AccessPoint}"}},
	},
	"EKSDescribePolicy":                              {{"eks", "DescribeCluster ListClusters", "*", nil}},
	"EcsRunTaskPolicy":                               {{"ecs", "RunTask", "arn:aws:ecs:*:*:task-definition/{TaskDefinition}", nil}},
	"ElasticMapReduceAddJobFlowStepsPolicy":          {{"elasticmapreduce", "AddJobFlowSteps", "arn:aws:elasticmapreduce:*:*:cluster/{ClusterId}", nil}},
	"ElasticMapReduceCancelStepsPolicy":              {{"elasticmapreduce", "CancelSteps", "arn:aws:elasticmapreduce:*:*:cluster/{ClusterId}", nil}},
	"ElasticMapReduceModifyInstanceFleetPolicy":      {{"elasticmapreduce", "ModifyInstanceFleet ListInstanceFleets", "arn:aws:elasticmapreduce:*:*:cluster/{ClusterId}", nil}},
	"ElasticMapReduceModifyInstanceGroupsPolicy":     {{"elasticmapreduce", "ModifyInstanceGroups ListInstanceGroups", "arn:aws:elasticmapreduce:*:*:cluster/{ClusterId}", nil}},
	"ElasticMapReduceSetTerminationProtectionPolicy": {{"elasticmapreduce", "SetTerminationProtection", "arn:aws:elasticmapreduce:*:*:cluster/{ClusterId}", nil}},
	"ElasticMapReduceTerminateJobFlowsPolicy":        {{"elasticmapreduce", "TerminateJobFlows", "arn:aws:elasticmapreduce:*:*:cluster/{ClusterId}", nil}},
	"ElasticsearchHttpPostPolicy":                    {{"es", "ESHttpPost ESHttpPut", "arn:aws:es:*:*:domain/{DomainName}/*", nil}},
	"EventBridgePutEventsPolicy":                     {{"events", "PutEvents", "arn:aws:events:*:*:event-bus/{EventBusName}", nil}},
	"FilterLogEventsPolicy":                          {{"logs", "FilterLogEvents", "arn:aws:logs:*:*:log-group:{LogGroupName}:log-stream:*", nil}},
	"FirehoseCrudPolicy": {
		{"firehose", "CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream PutRecord PutRecordBatch UpdateDestination", "arn:aws:firehose:*:*:deliverystream/{DeliveryStreamName}", nil},
	},
	"FirehoseWritePolicy": {{"firehose", "PutRecord PutRecordBatch", "arn:aws:firehose:*:*:deliverystream/{DeliveryStreamName}", nil}},
	"KMSDecryptPolicy":    {{"kms", "Decrypt", "arn:aws:kms:*:*:key/{KeyId}", nil}},
	"KMSEncryptPolicy":    {{"kms", "Encrypt", "arn:aws:kms:*:*:key/{KeyId}", nil}},
	"KMSEncryptPolicy_v2": {
		{"kms", "Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext", "arn:aws:kms:*:*:key/{KeyId}", nil},
	},
	"KinesisCrudPolicy": {
		{"kinesis", "AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteStream DescribeStream DescribeStreamSummary GetShardIterator IncreaseStreamRetentionPeriod ListTagsForStream MergeShards PutRecord PutRecords SplitShard RemoveTagsFromStream", "arn:aws:kinesis:*:*:stream/{StreamName}", nil},
	},
	"KinesisStreamReadPolicy": {
		{"kinesis", "ListStreams DescribeLimits", "arn:aws:kinesis:*:*:stream/*", nil},
		{"kinesis", "DescribeStream DescribeStreamSummary GetRecords GetShardIterator", "arn:aws:kinesis:*:*:stream/{StreamName}", nil},
	},
	"LambdaInvokePolicy":                   {{"lambda", "InvokeFunction", "arn:aws:lambda:*:*:function:{FunctionName}*", nil}},
	"MobileAnalyticsWriteOnlyAccessPolicy": {{"mobileanalytics", "PutEvents", "*", nil}},
	"OrganizationsListAccountsPolicy":      {{"organizations", "ListAccounts", "*", nil}},
	"PinpointEndpointAccessPolicy": {
		{"mobiletargeting", "GetEndpoint UpdateEndpoint UpdateEndpointsBatch", "arn:aws:mobiletargeting:*:*:apps/{PinpointApplicationId}/endpoints/*", nil},
	},
	"PollyFullAccessPolicy": {
		{"polly", "GetLexicon DeleteLexicon", "arn:aws:polly:*:*:lexicon/{LexiconName}", nil},
		{"polly", "DescribeVoices ListLexicons PutLexicon SynthesizeSpeech", "arn:aws:polly:*:*:lexicon/*", nil},
	},
	"RekognitionDetectOnlyPolicy": {{"rekognition", "DetectFaces DetectLabels DetectModerationLabels DetectText", "*", nil}},
	"RekognitionFacesManagementPolicy": {
		{"rekognition", "IndexFaces DeleteFaces SearchFaces SearchFacesByImage ListFaces", "arn:aws:rekognition:*:*:collection/{CollectionId}", nil},
	},
	"RekognitionFacesPolicy":  {{"rekognition", "CompareFaces DetectFaces", "*", nil}},
	"RekognitionLabelsPolicy": {{"rekognition", "DetectLabels DetectModerationLabels", "*", nil}},
	"RekognitionNoDataAccessPolicy": {
		{"rekognition", "CompareFaces DetectFaces DetectLabels DetectModerationLabels", "arn:aws:rekognition:*:*:collection/{CollectionId}", nil},
	},
	"RekognitionReadPolicy": {
		{"rekognition", "ListCollections ListFaces SearchFaces SearchFacesByImage", "arn:aws:rekognition:*:*:collection/{CollectionId}", nil},
	},
	"RekognitionWriteOnlyAccessPolicy":      {{"rekognition", "CreateCollection IndexFaces", "arn:aws:rekognition:*:*:collection/{CollectionId}", nil}},
	"Route53ChangeResourceRecordSetsPolicy": {{"route53", "ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/{HostedZoneId}", nil}},
	"S3CrudPolicy": {
		{"s3", "GetObject ListBucket GetBucketLocation GetObjectVersion PutObject PutObjectAcl GetLifecycleConfiguration PutLifecycleConfiguration DeleteObject", "arn:aws:s3:::{BucketName} arn:aws:s3:::{BucketName}/*", nil},
	},
	"S3FullAccessPolicy": {
		{"s3", "GetObject GetObjectAcl GetObjectVersion PutObject PutObjectAcl DeleteObject DeleteObjectTagging DeleteObjectVersionTagging GetObjectTagging GetObjectVersionTagging PutObjectTagging PutObjectVersionTagging", "arn:aws:s3:::{BucketName}/*", nil},
		{"s3", "ListBucket GetBucketLocation GetLifecycleConfiguration PutLifecycleConfiguration", "arn:aws:s3:::{BucketName}", nil},
	},
	"S3ReadPolicy": {
		{"s3", "GetObject ListBucket GetBucketLocation GetObjectVersion GetLifecycleConfiguration", "arn:aws:s3:::{BucketName} arn:aws:s3:::{BucketName}/*", nil},
	},
	"S3WritePolicy": {{"s3", "PutObject PutObjectAcl PutLifecycleConfiguration", "arn:aws:s3:::{BucketName} arn:aws:s3:::{BucketName}/*", nil}},
	"SESBulkTemplatedCrudPolicy": {
		{"ses", "GetIdentityVerificationAttributes SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail VerifyEmailIdentity", "arn:aws:ses:*:*:identity/{IdentityName}", nil},
	},
	"SESBulkTemplatedCrudPolicy_v2": {
		{"ses", "SendEmail SendRawEmail SendTemplatedEmail SendBulkTemplatedEmail", "arn:aws:ses:*:*:identity/{IdentityName} arn:aws:ses:*:*:template/{TemplateName}", nil},
		{"ses", "GetIdentityVerificationAttributes VerifyEmailIdentity", "*", nil},
	},
	"SESCrudPolicy": {
		{"ses", "GetIdentityVerificationAttributes SendEmail SendRawEmail VerifyEmailIdentity", "arn:aws:ses:*:*:identity/{IdentityName}", nil},
	},
	"SESEmailTemplateCrudPolicy": {{"ses", "CreateTemplate GetTemplate ListTemplates UpdateTemplate DeleteTemplate TestRenderTemplate", "*", nil}},
	"SESSendBouncePolicy":        {{"ses", "SendBounce", "arn:aws:ses:*:*:identity/{IdentityName}", nil}},
	"SNSCrudPolicy":              {{"sns", "ListSubscriptionsByTopic CreateTopic SetTopicAttributes Subscribe Publish", "arn:aws:sns:*:*:{TopicName}*", nil}},
	"SNSPublishMessagePolicy":    {{"sns", "Publish", "arn:aws:sns:*:*:{TopicName}", nil}},
	"SQSPollerPolicy": {
		{"sqs", "ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch GetQueueAttributes ReceiveMessage", "arn:aws:sqs:*:*:{QueueName}", nil},
	},
	"SQSSendMessagePolicy": {{"sqs", "SendMessage*", "arn:aws:sqs:*:*:{QueueName}", nil}},
	"SSMParameterReadPolicy": {
		{"ssm", "DescribeParameters", "*", nil},
		{"ssm", "GetParameters GetParameter GetParametersByPath", "arn:aws:ssm:*:*:parameter/{ParameterName}", nil},
	},
	"SSMParameterWithSlashPrefixReadPolicy": {
		{"ssm", "DescribeParameters", "*", nil},
		{"ssm", "GetParameters GetParameter GetParametersByPath", "arn:aws:ssm:*:*:parameter{ParameterName}", nil},
	},
	"SageMakerCreateEndpointConfigPolicy": {{"sagemaker", "CreateEndpointConfig", "arn:aws:sagemaker:*:*:endpoint-config/{EndpointConfigName}", nil}},
	"SageMakerCreateEndpointPolicy":       {{"sagemaker", "CreateEndpoint", "arn:aws:sagemaker:*:*:endpoint/{EndpointName}", nil}},
	"ServerlessRepoReadWriteAccessPolicy": {
		{"serverlessrepo", "CreateApplication CreateApplicationVersion UpdateApplication GetApplication ListApplications ListApplicationVersions ListApplicationDependencies", "arn:aws:serverlessrepo:*:*:applications/*", nil},
	},
	"StepFunctionsCallbackPolicy":     {{"states", "SendTaskFailure SendTaskHeartbeat SendTaskSuccess", "arn:aws:states:*:*:stateMachine:{StateMachineName}", nil}},
	"StepFunctionsExecutionPolicy":    {{"states", "StartExecution", "arn:aws:states:*:*:stateMachine:{StateMachineName}", nil}},
	"StepFunctionsExecutionPolicy_v2": {{"states", "StartExecution StartSyncExecution", "arn:aws:states:*:*:stateMachine:{StateMachineName}", nil}},
	"TextractDetectAnalyzePolicy":     {{"textract", "DetectDocumentText StartDocumentTextDetection StartDocumentAnalysis AnalyzeDocument", "*", nil}},
	"TextractGetResultPolicy":         {{"textract", "GetDocumentTextDetection GetDocumentAnalysis", "*", nil}},
	"TextractPolicy":                  {{"textract", "*", "*", nil}},
	"VPCAccessPolicy":                 {{"ec2", "CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DetachNetworkInterface", "*", nil}},
}
