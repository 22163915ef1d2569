# Paths, members, tool and feature names: long, mixed, and no secret.
MODEL = "models/gemini-2.5-flash-preview-native-audio-dialog"
PATH = "src/components/AuthTokenRefreshProviderContextFactory/index.tsx"
CLASS = "org.springframework.security.oauth2.client.registration.ClientRegistrationRepository"
FLAG = "enableExperimentalSecretScanningPushProtectionBypassAudit"
TOOL = "mcp__plugin_sentry_sentry__get_issue_tag_values_and_event_details"
OTHER = "mcp__claude_ai_Google_Drive__search_files_by_owner_and_modified_time"
TEST = "test_" + "credentials_are_rotated_before_they_expire_and_revoked_after"
HEADER = "x-amz-server-side-encryption-aws-kms-key-id"
SCOPE = "https://www.googleapis.com/auth/cloud-platform.read-only"
KEY_ID = "projects/agents/locations/global/keyRings/agents/cryptoKeys/memory/cryptoKeyVersions/3"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636, appendix B
LONG = "ThisIsNotASecretButAVeryLongCamelCaseIdentifierThatScannersDislike"
