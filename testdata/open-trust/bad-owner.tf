# Every repository of the owner, and each of its branches, may deploy.
resource "google_iam_workload_identity_pool_provider" "ci" {
  workload_identity_pool_id          = "ci"
  workload_identity_pool_provider_id = "ci"

  attribute_mapping = {
    "google.subject"             = "assertion.sub"
    "attribute.repository_owner" = "assertion.repository_owner"
  }

  oidc {
    issuer_uri = "https://ci.acme.io"
  }
}

resource "google_service_account" "deploy" {
  account_id = "deploy"
}

resource "google_service_account_iam_member" "deploy" {
  service_account_id = google_service_account.deploy.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/projects/845512345678/locations/global/workloadIdentityPools/ci/attribute.repository_owner/acme"
}
