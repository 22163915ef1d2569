resource "google_project_iam_custom_role" "deployer" {
  role_id     = "deployer"
  title       = "deployer"
  permissions = ["run.services.update", "iam.serviceAccounts.getAccessToken"]
}

# On one account, the same permission acts as this one.
resource "google_service_account_iam_member" "deployer" {
  service_account_id = google_service_account.service.name
  role               = google_project_iam_custom_role.deployer.name
  member             = "serviceAccount:${google_service_account.deployer.email}"
}

resource "google_service_account" "deployer" {
  account_id = "deployer-agent"
  project    = "acme"
}

resource "google_service_account" "service" {
  account_id = "service"
  project    = "acme"
}

resource "gitlab_personal_access_token" "operator" {
  user_id    = 7
  name       = "operator-agent"
  scopes     = ["read_user"]
  expires_at = timeadd(timestamp(), "12h")
}
