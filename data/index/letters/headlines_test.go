package letters_test

// headlines are those of the ministry's board, newest first.
var headlines = []string{
	"Korea Advances AI-driven K-Bio Innovation",
	"Korea to Boost Recycling of Critical Minerals and Advanced Materials",
	"Korea Accelerates International Standardization of Semiconductor Packaging Processes",
	"Korea Ramps Up Public–Private Cooperation to Turn Carbon Neutrality into a Driver of Industrial Growth",
	"MOTIR and SNU Sign MOU to Strengthen M.AX Alliance Cooperation",
	"SNU and M.AX Alliance to Jointly Develop AI Models for Humanoids, Autonomous Vehicles, and AI Factories",
	"Groundbreaking Ceremony for Amkor Korea’s New Test Facility in Incheon",
	"Amkor Korea Launches Investment in High-Tech Semiconductor Packaging and Testing",
	"Graphene Square Opens Pohang Plant, Advancing Graphene Commercialization and Regional Growth",
	"K-Mobility Drives the Future of Innovation",
}
