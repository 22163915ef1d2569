package code

import "strings"

// construct is a class of AWS CDK, or a method of one, and what it has to do with
// rights. Every language writes the names in its own way, from the ones here, which are
// those of TypeScript: Language.CDK and Language.Spell.
type construct struct {
	// in is the module: aws-iam for one of aws-cdk-lib, else a package.
	in, names string
	Right
}

// Documentation that several rows rest on.
const (
	docCDK        = "https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib."
	docGenAI      = "https://awslabs.github.io/generative-ai-cdk-constructs/src/cdk-lib/bedrock/agents"
	docBlueprints = "https://github.com/awslabs/agents-for-amazon-bedrock-blueprints#readme"
)

var constructs = [...]construct{
	{"aws-iam", "Role LazyRole", Right{Is: Principal, Name: "roleName", Source: docCDK + "aws_iam.Role.html"}},
	{"aws-iam", "User", Right{Is: Principal, Kind: "user", Name: "userName", Source: docCDK + "aws_iam.User.html"}},
	{"aws-iam", "Group", Right{Is: Principal, Kind: "group", Name: "groupName", Source: docCDK + "aws_iam.Group.html"}},
	{"aws-iam", "PolicyStatement", Right{Is: Says, Source: docCDK + "aws_iam.PolicyStatement.html"}},
	{"aws-iam", "Policy ManagedPolicy", Right{Is: Policy, Source: docCDK + "aws_iam.ManagedPolicy.html"}},
	{"aws-iam", "ManagedPolicy.fromAwsManagedPolicyName", Right{Is: Managed, Source: docCDK + "aws_iam.ManagedPolicy.html#static-fromwbrawswbrmanagedwbrpolicywbrnamemanagedpolicyname"}},
	{"aws-iam", "ManagedPolicy.fromManagedPolicyArn", Right{Is: Managed, Name: "arn", Source: docCDK + "aws_iam.ManagedPolicy.html#static-fromwbrmanagedwbrpolicywbrarnscope-id-managedpolicyarn"}},

	// What runs as a role of its own unless it is given one.
	{"aws-lambda", "Function DockerImageFunction SingletonFunction", Right{Is: Runs, Name: "functionName", Source: docCDK + "aws_lambda.Function.html"}},
	{"aws-lambda-nodejs", "NodejsFunction", Right{Is: Runs, Name: "functionName", Source: docCDK + "aws_lambda_nodejs.NodejsFunction.html"}},
	{"@aws-cdk/aws-lambda-python-alpha", "PythonFunction", Right{Is: Runs, Name: "functionName", Source: "https://docs.aws.amazon.com/cdk/api/v2/docs/@aws-cdk_aws-lambda-python-alpha.PythonFunction.html"}},
	{"aws-ecs", "FargateTaskDefinition Ec2TaskDefinition TaskDefinition", Right{Is: Runs, To: "taskRole", Name: "family", Source: docCDK + "aws_ecs.FargateTaskDefinition.html"}},
	{"aws-stepfunctions", "StateMachine", Right{Is: Runs, Name: "stateMachineName", Source: docCDK + "aws_stepfunctions.StateMachine.html"}},
	{"aws-codebuild", "Project PipelineProject", Right{Is: Runs, Name: "projectName", Source: docCDK + "aws_codebuild.Project.html"}},
	{"aws-ec2", "Instance", Right{Is: Runs, Name: "instanceName", Source: docCDK + "aws_ec2.Instance.html"}},
	{"@aws-cdk/aws-bedrock-alpha", "Agent", Right{Is: Runs, To: "existingRole", Name: "agentName", Source: docBedrockAlpha}},
	{"@cdklabs/generative-ai-cdk-constructs", "bedrock.Agent", Right{Is: Runs, To: "existingRole", Name: "name", Source: docGenAI}},

	// Who may call a function.
	{"aws-lambda", "CfnPermission", Right{Is: Invokes, Source: docCDK + "aws_lambda.CfnPermission.html"}},
}

const docBedrockAlpha = "https://docs.aws.amazon.com/cdk/api/v2/docs/aws-bedrock-alpha-readme.html"

// agentConstruct is a construct that makes an agent. The second argument of a construct
// is its id, which names it where nothing else does.
type agentConstruct struct {
	in, names string
	Agent
}

var agentConstructs = [...]agentConstruct{
	{"aws-bedrock", "CfnAgent", Agent{Weight: Certain, Reason: "makes an agent of Bedrock", Name: "agentName", Prompts: "instruction", Acts: "agentResourceRoleArn", Groups: "actionGroups", Source: docCDK + "aws_bedrock.CfnAgent.html"}},
	{"aws-bedrockagentcore", "CfnRuntime", Agent{Weight: Certain, Reason: "deploys an agent to AgentCore", Name: "agentRuntimeName", Acts: "roleArn", Source: docCDK + "aws_bedrockagentcore.CfnRuntime.html"}},
	{"@aws-cdk/aws-bedrock-alpha", "Agent", Agent{Weight: Certain, Reason: "makes an agent of Bedrock", Name: "agentName", Prompts: "instruction", Acts: "existingRole", Groups: "actionGroups", Source: docBedrockAlpha}},
	{"@cdklabs/generative-ai-cdk-constructs", "bedrock.Agent", Agent{Weight: Certain, Reason: "makes an agent of Bedrock", Name: "name", Prompts: "instruction", Acts: "existingRole", Groups: "actionGroups", Source: docGenAI}},
	{"@aws/agents-for-amazon-bedrock-blueprints", "BedrockAgentBlueprintsConstruct", Agent{Weight: Certain, Reason: "makes an agent of Bedrock", Groups: "actionGroups", Source: docBlueprints}},
	// The name that the samples of Bedrock import it by.
	{"@aws/agents-and-function-calling-for-amazon-bedrock-blueprints", "BedrockAgentBlueprintsConstruct", Agent{Weight: Certain, Reason: "makes an agent of Bedrock", Groups: "actionGroups", Source: docBlueprints}},
}

// rights are the rows of the language and the constructs of CDK as it writes them.
func (l *Language) rights() []Right {
	if l.CDK == nil {
		return l.Rights
	}
	out := l.Rights[:len(l.Rights):len(l.Rights)]
	for _, c := range constructs {
		c.Right.Calls, c.Name, c.To = l.called(c.in, c.names), l.spelled(c.Name), l.spelled(c.To)
		out = append(out, c.Right)
	}
	return out
}

// agents are those of the language, and the constructs of CDK.
func (l *Language) agents() []Agent {
	if l.CDK == nil {
		return l.Agents
	}
	out := l.Agents[:len(l.Agents):len(l.Agents)]
	for _, c := range agentConstructs {
		c.Agent.Calls, c.Name, c.Acts, c.Groups = l.called(c.in, c.names), l.spelled(c.Name), l.spelled(c.Acts), l.spelled(c.Groups)
		c.Pos = 2
		out = append(out, c.Agent)
	}
	return out
}

// called are the full names of constructs of a module.
func (l *Language) called(in, names string) string {
	var out []string
	for _, name := range strings.Fields(names) {
		out = append(out, l.CDK(in, name)...)
	}
	return strings.Join(out, " ")
}

// spelled is a name as the language writes it.
func (l *Language) spelled(camel string) string {
	if l.Spell == nil {
		return camel
	}
	return l.Spell(camel)
}
