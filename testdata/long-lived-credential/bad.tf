resource "aws_iam_user" "agent" {
  name = "planner-agent"
}

resource "aws_iam_access_key" "agent" {
  user = aws_iam_user.agent.name
}

resource "google_service_account" "agent" {
  account_id = "planner-agent"
}

resource "google_service_account_key" "agent" {
  service_account_id = google_service_account.agent.name
}

resource "azuread_application" "agent" {
  display_name = "planner-agent"
}

resource "azuread_application_password" "agent" {
  application_id    = azuread_application.agent.id
  end_date_relative = "17520h"
}
