namespace Basin.App.Tests.Commands;

/// <summary>Arguments that cannot be meant: each is refused with exit code 2, in words, on standard error alone.</summary>
public sealed class MisuseTests
{
    public static TheoryData<string, string> Table => new()
    {
        { "", "Required command was not provided." },
        { "trian", "'trian' was not matched. Did you mean one of the following?" },
        { "train --lerning-rate 1", "Unrecognized command or argument '--lerning-rate'." },
        { "train --lr 0", "--lr is '0'; wanted a finite number above 0, such as 0.1." },
        { "train --lr NaN", "--lr is 'NaN'; wanted a finite number above 0, such as 0.1." },
        { "train --lr -1", "--lr is '-1'; wanted a finite number above 0, such as 0.1." },
        { "train --lr fast", "--lr is 'fast'; wanted a finite number above 0, such as 0.1." },
        { "train --lr ∞", "--lr is '∞'; wanted a finite number above 0, such as 0.1." },
        { "train --lr", "Required argument missing for option: '--lr'." },
        { "train --batch 0", "--batch is '0'; wanted a whole number, 1 or above, or 'full'." },
        { "train --batch 2.5", "--batch is '2.5'; wanted a whole number, 1 or above, or 'full'." },
        { "train --epochs -1", "--epochs is '-1'; wanted a whole number, 0 or above." },
        { "train --epochs 1 --steps 1", "Both --epochs and --steps are given; give one of them." },
        { "train --momentum 1", "--momentum is '1'; wanted a number from 0 up to but not including 1." },
        { "train --nesterov", "Nesterov momentum was asked for and the momentum is 0; set a momentum between 0 and 1, such as 0.9." },
        { "train --weight-decay -0.1", "--weight-decay is '-0.1'; wanted a finite number, 0 or above." },
        { "train --schedule linear", "--schedule is 'linear'; wanted constant, step or cosine." },
        { "train --sampling some", "--sampling is 'some'; wanted shuffle, replacement or fixed." },
        { "train --label-noise 0.1", "Label noise is added to values under squared error, and these labels are classes. Use --label-flips" },
        { "train --label-noise-kind sign", "--label-noise-kind is given without --label-noise." },
        { "train --label-flips 0.2 --loss squared-error", "Labels are flipped under cross-entropy or the logistic loss, and this loss is squared error. Use --label-noise" },
        { "train --label-flips 0.95", "Labels of 10 classes are flipped with a probability above 0 and below 0.9; it is 0.95." },
        { "train --label-flips 1", "--label-flips is '1'; wanted a number from 0 up to but not including 1." },
        { "train --trace-penalty 0.1", "The trace penalty is for squared error" },
        { "train --noise gauss-newton", "Give λ by --noise-scale, such as 0.01." },
        { "train --noise-scale 0.1", "Give --noise gauss-newton, or leave --noise-scale out." },
        { "train --noise white", "--noise is 'white'; wanted none, gauss-newton or gauss-newton-batch." },
        { "train --gradient-penalty -1", "--gradient-penalty is '-1'; wanted a finite number, 0 or above." },
        { "train --substeps 0", "--substeps is '0'; wanted a whole number, 1 or above." },
        { "train --substeps 4 --momentum 0.9", "set the momentum to 0, or take one substep." },
        { "train --head-lr-scale big", "--head-lr-scale is 'big'; wanted a finite number, 0 or above." },
        { "train --precision half", "--precision is 'half'; wanted float32 or float64." },
        { "train --model vgg", "--model is 'vgg'; wanted mlp, cnn or resnet20." },
        { "train --hidden 10,x", "--hidden is '10,x'; wanted whole numbers above 0 with commas between, such as 256,128, or 'none'." },
        { "train --hidden 0", "--hidden is '0'; wanted whole numbers above 0" },
        { "train --model cnn --hidden 10", "Hidden widths are given, and only an mlp has them. Leave --hidden out, or use --model mlp." },
        { "train --model resnet20 --activation tanh", "The activation Tanh is given, and resnet20 has rectifiers." },
        { "train --model cnn --data synth", "image" },
        { "train --threads 0", "--threads is '0'; wanted a whole number from 1 to 1024." },
        { "train --seed -3", "--seed is '-3'; wanted a whole number, 0 or above." },
        { "train --probes 1", "--probes is '1'; wanted a whole number, 2 or above." },
        { "train --inspect-every often", "--inspect-every is 'often'; wanted a number of epochs or steps above 0, as 1epoch or 100steps, or 'off'." },
        { "train --inspect-every 0steps", "--inspect-every is '0steps'; wanted a number of epochs or steps above 0" },
        { "train --budget 500%", "--budget is '500%'; wanted a share above 0 and below 1, such as 1% or 0.01." },
        { "train --budget 5% --inspect-every off", "--budget is given beside --inspect-every off: nothing is read along training." },
        { "train --batch 100000", "The batch holds 100000 examples and the data only 1497; choose a batch of at most 1497." },
        { "train --data nowhere.csv", "nowhere.csv: there is no such file, folder or data set" },
        { "train --resume nowhere", "nowhere: no such folder; wanted the folder of a run." },
        { "train --resume nowhere --lr 0.1", "--lr is given beside --resume; a run goes on with the settings it began with." },
        { "inspect", "Required argument 'model' missing for command: 'inspect'." },
        { "inspect nowhere --tolerance 0%", "--tolerance is '0%'; wanted a share above 0, such as 1% or 0.01." },
        { "inspect nowhere --budget 3", "--budget is '3'; wanted a whole number, 20 or above." },
        { "inspect nowhere --batch-norm moving", "--batch-norm is 'moving'; wanted batch or frozen." },
        { "inspect nowhere", "nowhere: nothing there; wanted the folder of a run, a .safetensors checkpoint in one, or an .onnx file" },
        { "compare", "Required argument 'run' missing for command: 'compare'." },
        { "compare nowhere", "nowhere: one run; wanted two or more." },
        { "compare nowhere elsewhere", "nowhere: no such folder; wanted the folder of a run." },
        { "compare nowhere nowhere", "nowhere: the run is given twice; wanted different runs." },
        { "export", "Required argument 'run' missing for command: 'export'." },
        { "export nowhere --out x.csv", "Option '--format' is required." },
        { "export nowhere --format csv", "Option '--out' is required." },
        { "export nowhere --format xlsx --out x", "--format is 'xlsx'; wanted csv, npz, tensorboard or json." },
        { "export nowhere --format csv --out x", "nowhere: no such folder; wanted the folder of a run." },
        { "serve --port 70000", "--port is '70000'; wanted a number from 0 to 65535." },
        { "serve --address example.org", "--address is 'example.org'; wanted the number of a network interface, such as 127.0.0.1 or 0.0.0.0." },
        { "serve --token short", "--token: 5 characters; wanted at least 16 letters and digits." },
        { "data", "Required command was not provided." },
    };

    [Theory, MemberData(nameof(Table))]
    public void Misuse_ends_with_2_and_says_what_was_wanted(string arguments, string message)
    {
        var (code, output, error) = Tool.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.DoesNotContain("   at Basin", error, StringComparison.Ordinal);
    }
}
