package it.mirror;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("signed by the company");
    }
}
