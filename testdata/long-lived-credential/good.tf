resource "google_service_account" "agent" {
  account_id = "planner-agent"
}

resource "google_service_account_iam_member" "agent" {
  service_account_id = google_service_account.agent.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:example.svc.id.goog[agents/planner]"
}

# An inactive key opens nothing.
resource "aws_iam_access_key" "old" {
  user   = "planner-agent"
  status = "Inactive"
}
