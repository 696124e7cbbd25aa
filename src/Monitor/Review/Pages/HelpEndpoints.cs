using Monitor.Review.SignIn;

namespace Monitor.Review.Pages;

/// <summary>Bantuan: the guide, with pictures of the pages.</summary>
static class HelpEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/bantuan", (HttpContext context) => Web.Page<HelpPage>(Web.Frame(context))).RequireAuthorization(Policies.SignedIn);
}
