using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Basin.App.Dashboard;
using Basin.App.Dashboard.Launching;
using Basin.Models;

namespace Basin.App.Tests.Dashboard.Hosting;

/// <summary>The verb: how it begins, what it says, how it ends.</summary>
public sealed class ServeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_port_in_use_is_refused_in_words()
    {
        using var folder = new Folder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var options = new DashboardOptions { Root = folder.Path, Port = port, Page = RunningServer.Page };
        var error = Assert.Throws<BadInputException>(() => DashboardHost.Start(options, TextWriter.Null, Token));
        Assert.Equal($"--port {port}: the port is in use, perhaps by another 'basin serve'; wanted a port that is free. Give another by --port, or 0 for any that is free.", error.Message);
    }

    [Fact]
    public void An_address_of_another_machine_is_refused_in_words()
    {
        var options = new DashboardOptions { Port = 0, Address = IPAddress.Parse("192.0.2.1"), Token = "0123456789abcdef", Page = RunningServer.Page };
        Assert.Contains("no network interface of this machine has it", Assert.Throws<BadInputException>(() => DashboardHost.Start(options, TextWriter.Null, Token)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_no_folder_of_runs()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["file"], "");
        Assert.Contains("wanted the folder of the runs", Assert.Throws<BadInputException>(new DashboardOptions { Root = folder["file"] }.Require).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", null, "http://127.0.0.1:")]
    [InlineData("::1", "0123456789abcdef", "http://[::1]:")]
    [InlineData("0.0.0.0", "0123456789abcdef", null)]
    public async Task The_address_that_is_printed_opens_the_page(string address, string? token, string? begin)
    {
        using var folder = new Folder();
        Assert.SkipUnless(address != "::1" || Socket.OSSupportsIPv6, "This processor has no IPv6.");
        var options = new DashboardOptions { Root = folder.Path, Port = 0, Address = IPAddress.Parse(address), Token = token, Page = RunningServer.Page };
        using var host = DashboardHost.Start(options, TextWriter.Null, Token);
        Assert.StartsWith(begin ?? $"http://{Dns.GetHostName()}:", host.Url, StringComparison.Ordinal);
        using var client = new HttpClient();
        var url = begin is null ? host.Url.Replace(Dns.GetHostName(), "127.0.0.1", StringComparison.Ordinal) : host.Url;
        Assert.Contains("basin-token", await client.GetStringAsync(url, Token), StringComparison.Ordinal);
        host.Stop();
    }

    [Fact]
    public async Task A_signal_ends_the_server_at_once_and_its_runs_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        if (!EmbeddedPage.IsHere)
        {
            // Built without npm: then this is what the verb says, and nothing is served.
            var (code, _, error) = Tool.Run("serve", "--port", "0");
            Assert.Equal(2, code);
            Assert.Contains("The page is not in this build", error, StringComparison.Ordinal);
            return;
        }

        using var folder = new Folder();
        using var server = Tool.Start(folder.Path, "serve", "runs", "--port", "0", "--json");
        using var said = JsonDocument.Parse(await ReadObject(server.StandardOutput));
        Assert.Equal(folder["runs"], said.RootElement.GetProperty("root").GetString());
        using var client = new HttpClient { BaseAddress = new Uri(said.RootElement.GetProperty("url").GetString()!) };
        var page = await client.GetStringAsync("/", Token);
        client.DefaultRequestHeaders.Add("X-Basin-Token", page.Split("basin-token\" content=\"")[1].Split('"')[0]);
        var wanted = new Dictionary<string, string> { ["--steps"] = "2000000", ["--batch"] = "16", ["--hidden"] = "8", ["--no-inspect"] = "true", ["--threads"] = "1" };
        using var started = await client.PostAsJsonAsync("/api/runs", new { options = wanted }, Token);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        var id = await RunningServer.Text(started, "id");

        TerminationSignal.Send(server);
        var error2 = await server.StandardError.ReadToEndAsync(Token);
        await server.WaitForExitAsync(Token);
        Assert.Equal(0, server.ExitCode);
        Assert.Contains($"{folder["runs"]}: no such folder yet; the first run makes it.", error2, StringComparison.Ordinal);
        Assert.Contains($"One run goes on by itself: {id}.", error2, StringComparison.Ordinal);

        using var run = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(folder[$"runs/{id}/.lock-owner"], Token), System.Globalization.CultureInfo.InvariantCulture));
        Assert.False(run.HasExited);
        TerminationSignal.Send(run);
        await run.WaitForExitAsync(Token);
        Assert.False(File.Exists(folder[$"runs/{id}/done"]));
    }

    private static async Task<string> ReadObject(StreamReader output)
    {
        var text = "";
        while (await output.ReadLineAsync(Token) is { } line)
        {
            text += line;
            if (line == "}") break;
        }

        return text;
    }
}
