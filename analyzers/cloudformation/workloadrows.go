package cloudformation

// workloadRow is a resource that acts: a managed agent, or something that runs
// code.
type workloadRow struct {
	name string
	// score of managed agents and of what serves them; 0 for what is scored by what
	// it runs.
	score int
	// says is the evidence of a score, instead of "is an agent".
	says string
	// runsAs is the property that names its role.
	runsAs string
	// env and secrets are properties with variables, a map or a list of names and
	// values; secrets hold names of a store's entries.
	env, secrets string
	image        string
	// containers is a property with a list of containers.
	containers string
	args       []string
}

// The weights of evidence are those of internal/agents: a platform's own word for
// an agent, and what is nearly always one. What serves agents is a workload.
const (
	certain = 95
	strong  = 80
	serves  = 30
)

// workloadRows by resource type. The properties are those of the types' pages
// under https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
// (aws-resource-<service>-<type>.html), of AWS::Serverless those under
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html
var workloadRows = map[string]workloadRow{
	"AWS::Bedrock::Agent": {name: "AgentName", score: certain, runsAs: "AgentResourceRoleArn"},
	// A flow calls prompts, agents and functions in an order that is written down.
	"AWS::Bedrock::Flow": {name: "Name", score: strong, says: "a flow of prompts and agents", runsAs: "ExecutionRoleArn"},
	"AWS::BedrockAgentCore::Runtime": {name: "AgentRuntimeName", score: certain, runsAs: "RoleArn", env: "EnvironmentVariables",
		image: "AgentRuntimeArtifact.ContainerConfiguration.ContainerUri"},

	"AWS::Bedrock::KnowledgeBase":                  {name: "Name", score: serves, says: "serves knowledge to agents", runsAs: "RoleArn"},
	"AWS::BedrockAgentCore::Gateway":               {name: "Name", score: serves, says: "serves tools to agents", runsAs: "RoleArn"},
	"AWS::BedrockAgentCore::Memory":                {name: "Name", score: serves, says: "keeps what agents remember", runsAs: "MemoryExecutionRoleArn"},
	"AWS::BedrockAgentCore::BrowserCustom":         {name: "Name", score: serves, says: "a browser for agents", runsAs: "ExecutionRoleArn"},
	"AWS::BedrockAgentCore::CodeInterpreterCustom": {name: "Name", score: serves, says: "runs code for agents", runsAs: "ExecutionRoleArn"},
	"AWS::Lambda::Function":                        {name: "FunctionName", runsAs: "Role", env: "Environment.Variables", image: "Code.ImageUri"},
	"AWS::Serverless::Function":                    {name: "FunctionName", runsAs: "Role", env: "Environment.Variables", image: "ImageUri"},
	"AWS::StepFunctions::StateMachine":             {name: "StateMachineName", runsAs: "RoleArn"},
	"AWS::Serverless::StateMachine":                {name: "Name", runsAs: "Role"},
	"AWS::ECS::TaskDefinition":                     {name: "Family", runsAs: "TaskRoleArn", containers: "ContainerDefinitions"},
	"AWS::Batch::JobDefinition":                    {name: "JobDefinitionName", runsAs: "ContainerProperties.JobRoleArn", containers: "ContainerProperties"},
	"AWS::EC2::Instance":                           {name: "InstanceId", runsAs: "IamInstanceProfile"},
	"AWS::CodeBuild::Project":                      {name: "Name", runsAs: "ServiceRole", env: "Environment.EnvironmentVariables", image: "Environment.Image"},
	"AWS::SageMaker::NotebookInstance":             {name: "NotebookInstanceName", runsAs: "RoleArn"},
	"AWS::AppRunner::Service": {name: "ServiceName", runsAs: "InstanceConfiguration.InstanceRoleArn",
		env:     "SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables",
		secrets: "SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentSecrets",
		image:   "SourceConfiguration.ImageRepository.ImageIdentifier"},
}
