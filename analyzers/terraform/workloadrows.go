package terraform

// workloadRow is a resource that acts: a managed agent, or something that runs
// code.
type workloadRow struct {
	platform string
	name     string
	// score of managed agents; 0 for what is scored by what it runs.
	score int
	// runsAs are the arguments that name its identity, the first written one counts.
	runsAs []string
	// env are arguments with a map of environment variables, or the path of blocks
	// with name and value.
	env, images []string
	args        []string
	// containers is an argument with a list of containers (ECS).
	containers string
	// namespace of a Kubernetes object.
	namespace string
	// fallback is the identity that the platform gives when none is named.
	fallback *fallback
}

// fallback is a default identity, with the documentation that says so.
type fallback struct {
	key, name, platform, source string
	// unless is an argument that makes the default moot, with one of its values.
	unless, value string
}

const podSpec = "spec.template.spec."

func pod(prefix string) workloadRow {
	return workloadRow{platform: "kubernetes", name: "metadata.name", namespace: "metadata.namespace", runsAs: []string{prefix + "service_account_name"},
		env: []string{prefix + "container.env"}, images: []string{prefix + "container.image"}, args: []string{prefix + "container.args", prefix + "container.command"}}
}

// either is a row for versions of a provider that nest a pod differently.
func either(a, b workloadRow) workloadRow {
	a.runsAs, a.env, a.images, a.args = append(a.runsAs, b.runsAs...), append(a.env, b.env...), append(a.images, b.images...), append(a.args, b.args...)
	return a
}

// workloadRows: catalogue of what acts, by resource type. The first block are
// agents by the platform's own word.
var workloadRows = map[string]workloadRow{
	"aws_bedrockagent_agent":             {platform: "aws", name: "agent_name", score: certain, runsAs: []string{"agent_resource_role_arn"}},
	"awscc_bedrock_agent":                {platform: "aws", name: "agent_name", score: certain, runsAs: []string{"agent_resource_role_arn"}},
	"aws_bedrockagentcore_agent_runtime": {platform: "aws", name: "agent_runtime_name", score: certain, runsAs: []string{"role_arn"}, env: []string{"environment_variables"}, images: []string{"agent_runtime_artifact.container_configuration.container_uri"}},
	"awscc_bedrockagentcore_runtime":     {platform: "aws", name: "agent_runtime_name", score: certain, runsAs: []string{"role_arn"}, env: []string{"environment_variables"}, images: []string{"agent_runtime_artifact.container_configuration.container_uri"}},
	"aws_bedrockagentcore_harness":       {platform: "aws", name: "harness_name", score: certain, runsAs: []string{"execution_role_arn"}},
	"google_vertex_ai_reasoning_engine":  {platform: "google", name: "display_name", score: certain, runsAs: []string{"spec.service_account"}, env: []string{"spec.deployment_spec.env", "spec.deployment_spec.secret_env"}, fallback: reasoningDefault},
	"google_dialogflow_cx_agent":         {platform: "google", name: "display_name", score: strong},
	"google_ces_agent":                   {platform: "google", name: "display_name", score: strong},
	"google_ces_app":                     {platform: "google", name: "display_name", score: strong},
	"google_discovery_engine_assistant":  {platform: "google", name: "display_name", score: strong},
	"azurerm_ai_foundry_project":         {platform: "azure", name: "name", score: strong, runsAs: []string{"identity.identity_ids"}},
	"azurerm_cognitive_account_project":  {platform: "azure", name: "name", score: strong, runsAs: []string{"identity.identity_ids"}},
	"databricks_supervisor_agent":        {platform: "databricks", name: "name", score: certain},
	"vault_agent_registration":           {platform: "vault", name: "display_name", score: certain},

	"aws_lambda_function":     {platform: "aws", name: "function_name", runsAs: []string{"role"}, env: []string{"environment.variables"}, images: []string{"image_uri"}},
	"aws_ecs_task_definition": {platform: "aws", name: "family", runsAs: []string{"task_role_arn"}, containers: "container_definitions"},
	"aws_apprunner_service":   {platform: "aws", name: "service_name", runsAs: []string{"instance_configuration.instance_role_arn"}, env: []string{"source_configuration.image_repository.image_configuration.runtime_environment_variables"}, images: []string{"source_configuration.image_repository.image_identifier"}},
	"aws_instance":            {platform: "aws", name: "tags.Name", runsAs: []string{"iam_instance_profile"}},

	"google_cloud_run_v2_service":     {platform: "google", name: "name", runsAs: []string{"template.service_account"}, env: []string{"template.containers.env"}, images: []string{"template.containers.image"}, args: []string{"template.containers.args"}, fallback: computeDefault},
	"google_cloud_run_v2_job":         {platform: "google", name: "name", runsAs: []string{"template.template.service_account"}, env: []string{"template.template.containers.env"}, images: []string{"template.template.containers.image"}, fallback: computeDefault},
	"google_cloud_run_service":        {platform: "google", name: "name", runsAs: []string{"template.spec.service_account_name"}, env: []string{"template.spec.containers.env"}, images: []string{"template.spec.containers.image"}, fallback: computeDefault},
	"google_cloudfunctions2_function": {platform: "google", name: "name", runsAs: []string{"service_config.service_account_email"}, env: []string{"service_config.environment_variables"}, fallback: computeDefault},
	"google_compute_instance":         {platform: "google", name: "name", runsAs: []string{"service_account.email"}},

	"azurerm_container_app":      {platform: "azure", name: "name", runsAs: []string{"identity.identity_ids"}, env: []string{"template.container.env"}, images: []string{"template.container.image"}, args: []string{"template.container.args"}},
	"azurerm_container_app_job":  {platform: "azure", name: "name", runsAs: []string{"identity.identity_ids"}, env: []string{"template.container.env"}, images: []string{"template.container.image"}},
	"azurerm_container_group":    {platform: "azure", name: "name", runsAs: []string{"identity.identity_ids"}, env: []string{"container.environment_variables", "container.secure_environment_variables"}, images: []string{"container.image"}},
	"azurerm_linux_function_app": {platform: "azure", name: "name", runsAs: []string{"identity.identity_ids"}, env: []string{"app_settings"}},
	"azurerm_linux_web_app":      {platform: "azure", name: "name", runsAs: []string{"identity.identity_ids"}, env: []string{"app_settings"}},

	"kubernetes_deployment": pod(podSpec), "kubernetes_deployment_v1": pod(podSpec),
	"kubernetes_stateful_set": pod(podSpec), "kubernetes_stateful_set_v1": pod(podSpec),
	"kubernetes_daemonset": pod(podSpec), "kubernetes_daemon_set_v1": pod(podSpec),
	"kubernetes_job": pod(podSpec), "kubernetes_job_v1": pod(podSpec),
	"kubernetes_replication_controller": either(pod(podSpec), pod("spec.template.")), "kubernetes_replication_controller_v1": pod(podSpec),
	"kubernetes_pod": pod("spec."), "kubernetes_pod_v1": pod("spec."),
	"kubernetes_cron_job_v1": pod("spec.job_template." + podSpec), "kubernetes_cron_job": pod("spec.job_template." + podSpec),
}
