package code

import "strings"

// bridges are the resources of Pulumi's bridged providers, as all languages call them,
// and those of Terraform that they are made from; the ones whose arguments say who
// somebody is, what he holds and what he may do. Each page of the registry says so:
// https://www.pulumi.com/registry/packages/aws/api-docs/iam/role/
const bridges = `
aws.iam.Role aws_iam_role
aws.iam.RolePolicy aws_iam_role_policy
aws.iam.RolePolicyAttachment aws_iam_role_policy_attachment
aws.iam.Policy aws_iam_policy
aws.iam.PolicyAttachment aws_iam_policy_attachment
aws.iam.User aws_iam_user
aws.iam.UserPolicy aws_iam_user_policy
aws.iam.UserPolicyAttachment aws_iam_user_policy_attachment
aws.iam.UserGroupMembership aws_iam_user_group_membership
aws.iam.Group aws_iam_group
aws.iam.GroupPolicy aws_iam_group_policy
aws.iam.GroupPolicyAttachment aws_iam_group_policy_attachment
aws.iam.GroupMembership aws_iam_group_membership
aws.iam.AccessKey aws_iam_access_key
aws.iam.InstanceProfile aws_iam_instance_profile
aws.iam.getPolicyDocument data.aws_iam_policy_document
aws.iam.getPolicyDocumentOutput data.aws_iam_policy_document
aws.lambda.Function aws_lambda_function
aws.lambda.Permission aws_lambda_permission
aws.lambda.FunctionUrl aws_lambda_function_url
aws.ec2.Instance aws_instance
aws.ecs.TaskDefinition aws_ecs_task_definition
aws.secretsmanager.Secret aws_secretsmanager_secret
aws.secretsmanager.SecretVersion aws_secretsmanager_secret_version
aws.secretsmanager.SecretPolicy aws_secretsmanager_secret_policy
aws.secretsmanager.SecretRotation aws_secretsmanager_secret_rotation
aws.ssm.Parameter aws_ssm_parameter
aws.kms.Key aws_kms_key
aws.kms.KeyPolicy aws_kms_key_policy
aws.sqs.Queue aws_sqs_queue
aws.sqs.QueuePolicy aws_sqs_queue_policy
aws.sns.Topic aws_sns_topic
aws.sns.TopicPolicy aws_sns_topic_policy
aws.ecr.RepositoryPolicy aws_ecr_repository_policy
aws.cognito.UserPoolClient aws_cognito_user_pool_client
aws.bedrock.AgentAgent aws_bedrockagent_agent
aws.bedrock.AgentAgentActionGroup aws_bedrockagent_agent_action_group
aws.bedrock.AgentKnowledgeBase aws_bedrockagent_knowledge_base
aws.bedrock.AgentcoreAgentRuntime aws_bedrockagentcore_agent_runtime
aws.bedrock.AgentcoreGateway aws_bedrockagentcore_gateway
aws.rds.Instance aws_db_instance
aws.rds.Cluster aws_rds_cluster
aws.codebuild.Project aws_codebuild_project
aws.sfn.StateMachine aws_sfn_state_machine
aws.apprunner.Service aws_apprunner_service
aws.cloudtrail.Trail aws_cloudtrail
aws.eks.PodIdentityAssociation aws_eks_pod_identity_association
gcp.serviceaccount.Account google_service_account
gcp.serviceaccount.Key google_service_account_key
gcp.serviceaccount.IAMMember google_service_account_iam_member
gcp.serviceaccount.IAMBinding google_service_account_iam_binding
gcp.projects.IAMMember google_project_iam_member
gcp.projects.IAMBinding google_project_iam_binding
gcp.projects.IAMCustomRole google_project_iam_custom_role
gcp.folder.IAMMember google_folder_iam_member
gcp.organizations.IAMMember google_organization_iam_member
gcp.storage.BucketIAMMember google_storage_bucket_iam_member
gcp.storage.BucketIAMBinding google_storage_bucket_iam_binding
gcp.storage.HmacKey google_storage_hmac_key
gcp.secretmanager.SecretIamMember google_secret_manager_secret_iam_member
gcp.secretmanager.SecretVersion google_secret_manager_secret_version
gcp.cloudrun.IamMember google_cloud_run_service_iam_member
gcp.cloudrunv2.Service google_cloud_run_v2_service
gcp.cloudrunv2.ServiceIamMember google_cloud_run_v2_service_iam_member
gcp.cloudfunctionsv2.Function google_cloudfunctions2_function
gcp.cloudfunctions.Function google_cloudfunctions_function
gcp.compute.Instance google_compute_instance
gcp.projects.ApiKey google_apikeys_key
azure.authorization.Assignment azurerm_role_assignment
azure.authorization.UserAssignedIdentity azurerm_user_assigned_identity
azure.keyvault.Secret azurerm_key_vault_secret
azure.keyvault.AccessPolicy azurerm_key_vault_access_policy
azuread.Application azuread_application
azuread.ApplicationPassword azuread_application_password
azuread.ServicePrincipal azuread_service_principal
azuread.ServicePrincipalPassword azuread_service_principal_password
azuread.AppRoleAssignment azuread_app_role_assignment
vault.Token vault_token
vault.Policy vault_policy
vault.appRole.AuthBackendRole vault_approle_auth_backend_role
vault.appRole.AuthBackendRoleSecretId vault_approle_auth_backend_role_secret_id
vault.kubernetes.AuthBackendRole vault_kubernetes_auth_backend_role
vault.jwt.AuthBackendRole vault_jwt_auth_backend_role
vault.aws.SecretBackendRole vault_aws_secret_backend_role
vault.database.SecretBackendRole vault_database_secret_backend_role
random.RandomPassword random_password
tls.PrivateKey tls_private_key
github.ActionsSecret github_actions_secret
`

// bridged are the types of Terraform by the tokens of Pulumi, which languages spell in
// their own ways, with the packages among
// roots as the language calls them.
func (l *Language) bridged(roots map[string]bool) map[string]string {
	if l.Pulumi == "" {
		return nil
	}
	out := map[string]string{}
	words := strings.Fields(bridges)
	for i := 0; i+1 < len(words); i += 2 {
		out[unspelled(words[i])] = words[i+1]
		pkg, _, _ := strings.Cut(words[i], ".")
		roots[l.Pulumi+pkg] = true
	}
	roots[l.Pulumi+"kubernetes"] = true
	return out
}
