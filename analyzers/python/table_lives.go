package python

import "github.com/nhivet/nhivet/internal/code"

var lifeRows = []code.Life{
	// Keys that stand until somebody deletes them.
	{Calls: "boto3.client(iam).create_access_key", Endless: true, Kind: "aws-access-key", Title: "AWS access key", Source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html"},
	{Calls: "boto3.client(iam).create_service_specific_credential", Arg: "CredentialAgeDays", Unit: 86400, Endless: true, Kind: "bedrock-api-key", Title: "service-specific credential of AWS", Source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html"},
	{Calls: "google.cloud.iam_admin_v1.IAMClient().create_service_account_key", Endless: true, Kind: "google-service-account-key", Title: "Google service account key", Source: "https://cloud.google.com/iam/docs/keys-create-delete"},
	// An hour unless it is said, twelve at most.
	{Calls: "boto3.client(sts).assume_role boto3.client(sts).assume_role_with_web_identity boto3.client(sts).get_session_token boto3.client(sts).get_federation_token boto3.Session().client(sts).assume_role", Arg: "DurationSeconds", Kind: "aws-session-credentials", Title: "AWS session", Source: "https://docs.aws.amazon.com/boto3/latest/reference/services/sts/client/assume_role.html"},
	{Calls: "boto3.client(s3).generate_presigned_url boto3.client(s3).generate_presigned_post", Arg: "ExpiresIn", Kind: "aws-presigned-url", Title: "presigned URL", Source: "https://docs.aws.amazon.com/boto3/latest/reference/services/s3/client/generate_presigned_url.html"},
	{Calls: "google.auth.impersonated_credentials.Credentials", Arg: "lifetime", Kind: "google-access-token", Title: "impersonated access token", Source: "https://googleapis.dev/python/google-auth/latest/reference/google.auth.impersonated_credentials.html"},
	{Calls: "hvac.Client().auth.token.create hvac.Client().auth.token.create_orphan", Arg: "ttl", Kind: "vault-token", Title: "Vault token", Source: "https://python-hvac.org/en/stable/usage/auth_methods/token.html"},
	{Calls: "kubernetes.client.V1TokenRequestSpec", Arg: "expiration_seconds", Kind: "kubernetes-token", Title: "service account token", Source: "https://github.com/kubernetes-client/python/blob/master/kubernetes/docs/V1TokenRequestSpec.md"},
	{Calls: "azure.storage.blob.generate_blob_sas azure.storage.blob.generate_container_sas azure.storage.blob.generate_account_sas", Arg: "expiry", Kind: "azure-sas", Title: "shared access signature", Source: "https://learn.microsoft.com/python/api/azure-storage-blob/azure.storage.blob"},
	{Calls: "flask_jwt_extended.create_access_token flask_jwt_extended.create_refresh_token", Arg: "expires_delta", Kind: "jwt", Title: "signed JWT", Source: "https://flask-jwt-extended.readthedocs.io/en/stable/api.html"},
}

// signers are functions that sign claims as a JWT.
var signers = []code.Signer{
	{Calls: "jwt.encode jwt.api_jwt.encode", Pos: 1, Arg: "payload"},
	{Calls: "jose.jwt.encode", Pos: 1, Arg: "claims"},
	{Calls: "authlib.jose.jwt.encode google.auth.jwt.encode", Pos: 2, Arg: "payload"},
}

const docGoogleFlow = "https://google-auth-oauthlib.readthedocs.io/en/latest/reference/google_auth_oauthlib.flow.html"

// wider are what only the scope for all of a calendar does: sharing, calendars as a
// whole, the list of them.
// https://developers.google.com/workspace/calendar/api/auth
var wider = map[string]string{"https://www.googleapis.com/auth/calendar": ".acl( .calendars( .calendarList( .settings( .freebusy("}

var scopeRows = []code.Scopes{
	{Calls: "bedrock_agentcore.identity.requires_access_token bedrock_agentcore.identity.auth.requires_access_token", Arg: "scopes", System: "google", Service: "google-oauth", Uses: wider, Source: docAgentCore},
	{Calls: "google_auth_oauthlib.flow.InstalledAppFlow.from_client_secrets_file google_auth_oauthlib.flow.InstalledAppFlow.from_client_config google_auth_oauthlib.flow.Flow.from_client_secrets_file google_auth_oauthlib.flow.Flow.from_client_config", Arg: "scopes", Pos: 2, System: "google", Service: "google-oauth", Uses: wider, Source: docGoogleFlow},
	{Calls: "google.oauth2.credentials.Credentials.from_authorized_user_file google.oauth2.credentials.Credentials.from_authorized_user_info", Arg: "scopes", Pos: 2, System: "google", Service: "google-oauth", Uses: wider, Source: docGoogleAuth},
	{Calls: "google.oauth2.service_account.Credentials.from_service_account_file google.oauth2.service_account.Credentials.from_service_account_info", Arg: "scopes", System: "google", Service: "google-oauth", Uses: wider, Source: docGoogleAuth},
	{Calls: "google.auth.default", Arg: "scopes", Pos: 1, System: "google", Service: "google-oauth", Uses: wider, Source: "https://googleapis.dev/python/google-auth/latest/reference/google.auth.html"},
}
