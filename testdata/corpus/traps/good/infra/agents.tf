# Machines of the build farm, the monitoring that they run, and service agents of
# Google: called agents, all of them.
terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.6"
    }
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.14"
    }
  }
}

data "google_project" "this" {}

resource "google_project_iam_member" "run_agent" {
  project = data.google_project.this.project_id
  role    = "roles/run.serviceAgent"
  member  = "serviceAccount:service-${data.google_project.this.number}@serverless-robot-prod.iam.gserviceaccount.com"
}

resource "google_storage_transfer_agent_pool" "onpremises" {
  name         = "onpremises-agents"
  display_name = "Agents that copy the archive"
}

resource "aws_iam_role" "build_agent" {
  name = "buildkite-agent"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "build_agent" {
  role = aws_iam_role.build_agent.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::build-cache/*" }]
  })
}

resource "aws_iam_role_policy_attachment" "cloudwatch_agent" {
  role       = aws_iam_role.build_agent.name
  policy_arn = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"
}

resource "aws_iam_instance_profile" "build_agent" {
  name = "buildkite-agent"
  role = aws_iam_role.build_agent.name
}
