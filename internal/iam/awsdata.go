package iam

import "strings"

// The tables below follow the Service Authorization Reference, "Actions,
// resources, and condition keys for AWS services":
// https://docs.aws.amazon.com/service-authorization/latest/reference/

// telemetry services take logs, metrics and traces. Writing to all of them is
// what AWS's own execution-role policies grant.
const telemetry = 1

var awsServices = map[string]int{"logs": telemetry, "xray": telemetry, "cloudwatch": telemetry, "aps": telemetry, "application-signals": telemetry}

// awsOwners are services with the one in whose ARNs their resources are, where that
// is one alone:
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
var awsOwners = map[string]string{"iam": "iam", "sts": "iam", "secretsmanager": "secretsmanager", "ssm": "ssm", "bedrock": "bedrock",
	"bedrock-agentcore": "bedrock-agentcore", "kms": "kms", "s3": "s3", "dynamodb": "dynamodb", "lambda": "lambda", "sqs": "sqs", "sns": "sns", "ec2": "ec2"}

// awsTelling are actions that say the most of those they stand beside. Lower case.
var awsTelling = map[string]bool{"sts:assumerole": true, "iam:passrole": true, "kms:decrypt": true, "bedrock-agentcore:getworkloadaccesstokenforuserid": true, "bedrock-agentcore:invokeagentruntimeforuser": true}

// awsEndpoints are names of Bedrock's endpoints that policies take for services.
// IAM knows "bedrock" alone, so that an action of these gives nothing:
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
var awsEndpoints = map[string]bool{"bedrock-runtime": true, "bedrock-agent": true, "bedrock-agent-runtime": true}

// awsReadVerbs begin the names of actions at the access levels List and Read.
var awsReadVerbs = []string{
	"get", "list", "describe", "batchget", "batchdescribe", "query", "scan", "select", "search", "lookup", "head", "view", "read",
	"retrieve", "check", "detect", "analyze", "estimate", "simulate", "filter", "validate", "decode", "preview", "discover",
	"conditioncheck", "partiqlselect", "poll", "receive", "verify",
}

// awsUseVerbs begin actions that use a resource without changing it, by service.
var awsUseVerbs = map[string][]string{
	"bedrock":           {"invoke", "converse", "applyguardrail", "rerank", "count", "callwithbearertoken"},
	"bedrock-agentcore": {"invoke", "connect"},
	"kms":               {"decrypt", "encrypt", "generate", "reencrypt", "sign", "verify"},
	"sts":               {"assume", "get", "tagsession", "setsourceidentity"},
	"sagemaker":         {"invoke"},
	"comprehend":        {"classify", "contains"},
	"translate":         {"translate"},
	"polly":             {"synthesize"},
	"rds-db":            {"connect"},
	"dax":               {"get"},
	"aoss":              {"apiaccessall"},
}

// awsOnlyStar are actions that support no resource type, or none in the way they
// are used; a policy has to say "*" for them. Lower case.
var awsOnlyStar = []string{
	"ecr:getauthorizationtoken", "ecr-public:getauthorizationtoken", "codeartifact:getauthorizationtoken",
	"sts:getcalleridentity", "sts:getservicebearertoken", "sts:getsessiontoken", "sts:decodeauthorizationmessage",
	"xray:put*", "xray:get*", "cloudwatch:putmetricdata", "cloudwatch:getmetric*",
	"logs:getqueryresults", "logs:stopquery", "logs:testmetricfilter",
	"ssmmessages:*", "ec2messages:*", "ssm:updateinstanceinformation",
	"s3:listallmybuckets", "s3:getaccountpublicaccessblock", "s3:getbucketlocation",
	"iam:getaccountsummary", "iam:getaccountpasswordpolicy", "iam:generate*report",
	// What Vault's AWS login needs: https://developer.hashicorp.com/vault/docs/auth/aws#recommended-vault-iam-policy
	"iam:getuser", "iam:getrole", "iam:getinstanceprofile",
	"kms:createkey", "kms:generaterandom", "secretsmanager:getrandompassword",
	// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonresourcegrouptaggingapi.html
	"tag:*", "pricing:*", "ce:get*", "cur:get*", "budgets:view*", "health:get*", "support:*", "cloudtrail:lookupevents",
	"aws-marketplace:*subscri*", "sso:get*", "servicequotas:get*", "ecs:discoverpollendpoint",
	"textract:detect*", "textract:analyze*", "textract:get*", "rekognition:detect*", "comprehend:detect*", "comprehend:batchdetect*",
	"translate:translatetext", "polly:synthesizespeech", "transcribe:start*transcription*", "transcribe:get*",
	"cognito-identity:getid", "cognito-identity:getcredentialsforidentity", "mobiletargeting:phonenumbervalidate",
	"bedrock:getfoundationmodelavailability", "bedrock:callwithbearertoken", "elasticloadbalancing:describe*", "autoscaling:describe*",
	"iot:describeendpoint", "cloudformation:validatetemplate", "elasticfilesystem:describemounttargets",
	// Pulling images, as AmazonECSTaskExecutionRolePolicy grants it:
	// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html
	"ecr:batchgetimage", "ecr:getdownloadurlforlayer", "ecr:batchchecklayeravailability",
	// The network interfaces of a function in a VPC, as AWSLambdaVPCAccessExecutionRole grants them:
	// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html
	"ec2:createnetworkinterface", "ec2:deletenetworkinterface", "ec2:assignprivateipaddresses", "ec2:unassignprivateipaddresses",
	"ec2:createnetworkinterfacepermission",
	// What a service keeps for itself, once in an account: a quota request names a
	// quota and no resource, and the channels belong to the service they link.
	// https://docs.aws.amazon.com/service-authorization/latest/reference/list_servicequotas.html
	// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html
	// Lists of the services below: actions whose column of resource types is empty.
	"logs:*logdelivery", "logs:*resourcepolicy", "lambda:createeventsourcemapping", "lambda:getaccountsettings", "sns:*smsattributes", "sns:*optedout*", "sns:optinphonenumber",
	"ecs:deregistertaskdefinition", "ecs:putaccountsetting*", "route53:gethostedzonecount", "route53:testdnsanswer", "route53:createhostedzone", "route53domains:*",
	"s3:createjob", "s3:putaccountpublicaccessblock", "iam:simulatecustompolicy", "iam:getaccountauthorizationdetails", "iam:getcontextkeysforcustompolicy",
	"access-analyzer:validatepolicy", "access-analyzer:check*", "cognito-idp:createuserpool", "bedrock:createagent", "bedrock:createguardrail",
	"ssm:getmanifest", "ssm:getdeployablepatchsnapshotforinstance", "ssm:putcomplianceitems", "ssm:putinventory", "ssm:putconfigurepackageresult",
	"rekognition:comparefaces", "rekognition:recognizecelebrities", "codewhisperer:generate*", "organizations:listaccounts", "ec2:getconsole*screenshot",
	// Jobs go by an id that the service makes when they start, and what one reads and
	// writes the role decides that is passed to it.
	"bedrock:createmodelinvocationjob", "bedrock:getmodelinvocationjob", "bedrock:stopmodelinvocationjob",
	"servicequotas:requestservicequotaincrease", "cloudtrail:*servicelinkedchannel*",
}

// awsTypes are the resource types that end in "<type>/*" or "<type>:*" when they
// mean every resource of that type. Other first parts are names.
var awsTypes = func() map[string]bool {
	m := map[string]bool{}
	for t := range strings.FieldsSeq("role user group policy secret parameter key alias table function instance volume cluster " +
		"foundation-model inference-profile agent agent-alias knowledge-base guardrail runtime gateway memory " +
		"token-vault workload-identity-directory identitypool userpool stream log-group repository service task task-definition " +
		"db restapis bucket project domain collection browser code-interpreter provisioned-model custom-model " +
		"stateMachine execution job rule event-bus security-group subnet network-interface image vpc oidc-provider instance-profile") {
		m[t] = true
	}
	return m
}()

type awsHazard struct {
	action, hazard string
	unless         string // a condition key that takes the danger away
	// named hazards are those of an action that is written out: in a pattern they are
	// one of many rights, and that it is wide says more.
	named bool
}

// awsHazards are actions that are dangerous on every resource.
//
// The escalation rows are the IAM actions of access level "Permissions
// management" that change what a principal may do or hand out its credentials.
var awsHazards = []awsHazard{
	{"iam:passrole", Escalation, "iam:PassedToService", false},
	{"iam:createaccesskey", Escalation, "", false},
	{"iam:createloginprofile", Escalation, "", false},
	{"iam:updateloginprofile", Escalation, "", false},
	{"iam:createservicespecificcredential", Escalation, "", false},
	{"iam:attachuserpolicy", Escalation, "iam:PermissionsBoundary", false},
	{"iam:attachgrouppolicy", Escalation, "", false},
	{"iam:attachrolepolicy", Escalation, "iam:PermissionsBoundary", false},
	{"iam:putuserpolicy", Escalation, "iam:PermissionsBoundary", false},
	{"iam:putgrouppolicy", Escalation, "", false},
	{"iam:putrolepolicy", Escalation, "iam:PermissionsBoundary", false},
	{"iam:addusertogroup", Escalation, "", false},
	{"iam:createpolicyversion", Escalation, "", false},
	{"iam:setdefaultpolicyversion", Escalation, "", false},
	{"iam:updateassumerolepolicy", Escalation, "", false},
	{"iam:deleterolepermissionsboundary", Escalation, "", false},
	{"iam:deleteuserpermissionsboundary", Escalation, "", false},
	{"sts:assumerole", Escalation, "", false},
	// They decide what other principals may do with every key, bucket, function or
	// secret, this one among them.
	{"kms:putkeypolicy", Escalation, "", true},
	{"kms:creategrant", Escalation, "kms:GrantIsForAWSResource", true},
	{"s3:putbucketpolicy", Escalation, "", true},
	{"secretsmanager:putresourcepolicy", Escalation, "", true},
	{"lambda:addpermission", Escalation, "", true},
	{"sso:createaccountassignment", Escalation, "", true},
	{"sso:putinlinepolicytopermissionset", Escalation, "", true},
	{"sso:attachmanagedpolicytopermissionset", Escalation, "", true},
	{"organizations:detachpolicy", Escalation, "", true},
	// What runs on every instance, in every task or function does so with its role.
	{"ssm:sendcommand", Impersonation, "", true},
	{"ssm:startsession", Impersonation, "", true},
	{"ecs:executecommand", Impersonation, "", true},
	{"ec2-instance-connect:sendsshpublickey", Impersonation, "", true},
	{"lambda:updatefunctioncode", Impersonation, "", true},
	{"secretsmanager:getsecretvalue", ReadsAllSecrets, "", false},
	{"secretsmanager:batchgetsecretvalue", ReadsAllSecrets, "secretsmanager:GetSecretValue", false},
	{"ssm:getparameter", ReadsAllSecrets, "", false},
	{"ssm:getparameters", ReadsAllSecrets, "", false},
	{"ssm:getparametersbypath", ReadsAllSecrets, "", false},
	{"bedrock-agentcore:invokeagentruntimeforuser", Impersonation, "", false},
	{"bedrock-agentcore:getworkloadaccesstoken", Impersonation, "", false},
	{"bedrock-agentcore:getworkloadaccesstokenforjwt", Impersonation, "", false},
	{"bedrock-agentcore:getworkloadaccesstokenforuserid", Impersonation, "", false},
	{"bedrock-agentcore:getresourceapikey", Impersonation, "", false},
	{"bedrock-agentcore:getresourceoauth2token", Impersonation, "", false},
	{"bedrock:invokemodel", AnyModel, "", false},
	{"bedrock:invokemodelwithresponsestream", AnyModel, "", false},
}

// awsPassers are the actions that start something with a role that is handed to
// it, by the service that gets the role: with them iam:PassRole on every role is
// whatever those roles may do. Lower case.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
var awsPassers = map[string][]string{
	"lambda.amazonaws.com":            {"lambda:createfunction", "lambda:updatefunctionconfiguration"},
	"ec2.amazonaws.com":               {"ec2:runinstances", "ec2:associateiaminstanceprofile"},
	"ecs-tasks.amazonaws.com":         {"ecs:registertaskdefinition"},
	"cloudformation.amazonaws.com":    {"cloudformation:createstack", "cloudformation:updatestack"},
	"codebuild.amazonaws.com":         {"codebuild:createproject", "codebuild:updateproject"},
	"glue.amazonaws.com":              {"glue:createjob", "glue:createdevendpoint"},
	"sagemaker.amazonaws.com":         {"sagemaker:createnotebookinstance", "sagemaker:createtrainingjob", "sagemaker:createprocessingjob"},
	"states.amazonaws.com":            {"states:createstatemachine", "states:updatestatemachine"},
	"bedrock.amazonaws.com":           {"bedrock:createagent", "bedrock:updateagent"},
	"bedrock-agentcore.amazonaws.com": {"bedrock-agentcore:createagentruntime", "bedrock-agentcore:createcodeinterpreter", "bedrock-agentcore:createbrowser"},
}

// awsLimitingKeys are condition keys that name the resources or the caller's
// path to them. Lower case.
var awsLimitingKeys = []string{
	"*:resourcetag/*", "iam:resourcetag/*", "aws:resourceorgid", "aws:resourceorgpaths", "aws:resourceaccount", "s3:resourceaccount", "iam:associatedresourcearn", "aws:requesttag/*", "iam:passedtoservice",
	"iam:permissionsboundary", "iam:policyarn", "iam:awsservicename", "kms:viaservice", "kms:encryptioncontext:*", "kms:resourcealiases", "kms:requestalias",
	"s3:prefix", "s3:dataaccesspointarn", "dynamodb:leadingkeys", "cloudwatch:namespace", "ses:fromaddress", "ses:recipients",
	"ecs:cluster", "lambda:functionarn", "ec2:resourcetag/*", "ec2:vpc", "ec2:subnet", "aws:calledvia", "aws:calledviafirst",
	"secretsmanager:resource/allowrotationlambdaarn", // the secrets that name their rotator
	"secretsmanager:secretid", "secretsmanager:name", "aws:sourcearn", "aws:sourceaccount", "bedrock:*", "bedrock-agentcore:*",
}

// awsManaged are AWS managed policies by name:
// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
var awsManaged = map[string]Judgement{
	"AdministratorAccess":              {Breadth: Admin, Writes: true, Why: "every action on every resource"},
	"AdministratorAccess-Amplify":      {Breadth: Wildcard, Writes: true, Why: "nearly every action of many services"},
	"PowerUserAccess":                  {Breadth: Wildcard, Writes: true, Why: "every action outside IAM on every resource"},
	"SystemAdministrator":              {Breadth: Wildcard, Writes: true, Why: "administers most services"},
	"DatabaseAdministrator":            {Breadth: Wildcard, Writes: true, Why: "administers every database"},
	"NetworkAdministrator":             {Breadth: Wildcard, Writes: true, Why: "administers every network"},
	"IAMFullAccess":                    {Breadth: Admin, Writes: true, Hazards: []string{Escalation}, Why: "may change every identity"},
	"SecretsManagerReadWrite":          {Breadth: Wildcard, Writes: true, Hazards: []string{ReadsAllSecrets}, Why: "reads and changes every secret"},
	"AmazonSSMFullAccess":              {Breadth: Wildcard, Writes: true, Hazards: []string{ReadsAllSecrets}, Why: "every action of Systems Manager"},
	"AmazonSSMReadOnlyAccess":          {Breadth: Broad, Hazards: []string{ReadsAllSecrets}, Why: "reads every parameter"},
	"AWSLambda_FullAccess":             {Breadth: Wildcard, Writes: true, Why: "every action of Lambda"},
	"AWSKeyManagementServicePowerUser": {Breadth: Broad, Writes: true, Why: "administers keys"},
	"ReadOnlyAccess":                   {Breadth: Broad, Why: "reads every resource of the account"},
	"ViewOnlyAccess":                   {Breadth: Broad, Why: "lists every resource of the account"},
	"SecurityAudit":                    {Breadth: Broad, Why: "reads the configuration of the account"},
	"AmazonBedrockFullAccess":          {Breadth: Wildcard, Writes: true, Why: "every action of Bedrock on every resource"},
	"BedrockAgentCoreFullAccess":       {Breadth: Wildcard, Writes: true, Why: "every action of AgentCore on every resource"},
	"AmazonBedrockLimitedAccess":       {Breadth: Broad, Writes: true, Why: "Bedrock with every model"},
	"AmazonBedrockReadOnly":            {Breadth: Narrow},
	"CloudWatchLogsFullAccess":         {Breadth: Broad, Writes: true, Why: "every action of CloudWatch Logs"},
	"CloudWatchFullAccess":             {Breadth: Broad, Writes: true, Why: "every action of CloudWatch"},
	"CloudWatchFullAccessV2":           {Breadth: Broad, Writes: true, Why: "every action of CloudWatch"},
	"AWSXrayFullAccess":                {Breadth: Broad, Writes: true, Why: "every action of X-Ray"},
	"AmazonAPIGatewayInvokeFullAccess": {Breadth: Broad, Why: "invokes every API of the account"},
}

// AWSManaged judges an AWS managed policy by its ARN or its name. false means
// that it is none, or that nothing is known about it.
func AWSManaged(policy string) (Judgement, bool) {
	name := policy
	if strings.HasPrefix(policy, "arn:") {
		_, rest, ok := strings.Cut(policy, ":iam::aws:policy/")
		if !ok {
			return Judgement{}, false
		}
		name = rest
	}
	name = name[strings.LastIndexByte(name, '/')+1:]
	if j, ok := awsManaged[name]; ok {
		return j, true
	}
	switch {
	// AmazonS3FullAccess, AmazonDynamoDBFullAccess: every action of a service.
	case strings.HasSuffix(name, "FullAccess"):
		return Judgement{Breadth: Wildcard, Writes: true, Why: "every action of a service on every resource"}, true
	case strings.HasSuffix(name, "ReadOnlyAccess"), strings.HasSuffix(name, "ReadOnly"):
		return Judgement{Breadth: Broad, Why: "reads every resource of a service"}, true
	// The service roles are what a service demands of the role that it runs as.
	case strings.Contains(policy, "service-role/"), strings.HasSuffix(name, "ExecutionRole"), strings.HasSuffix(name, "ServiceRolePolicy"),
		strings.HasSuffix(name, "ExecutionRolePolicy"):
		return Judgement{Breadth: Narrow, Justified: true}, true
	}
	return Judgement{}, strings.HasPrefix(policy, "arn:")
}
